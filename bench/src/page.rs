//! The page of a project through the real router against a bare handler that runs the same queries.

use crate::reports;
use crate::timing::{Times, print, ratio};
use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::routing::get;
use domain::accounts::Password;
use domain::ids::UserId;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use server::config::{Config, Environment, Flags};
use server::health::Stopping;
use service::accounts::sessions::{digest, load, resume};
use service::accounts::{HashParams, Hasher, NewUser, SignedIn, add_user, operator};
use service::exchange::{ImportForm, save, stage};
use service::keys::Keys;
use service::projects::ProjectForm;
use service::{Db, ServiceError, assessments};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower::ServiceExt as _;

const EMAIL: &str = "bench@example.org";
const PASSWORD: &str = "only for this measurement";
/// The bar: the page may take so many times as long as its queries.
const MOST: f64 = 3.0;

/// A router to ask, and what to ask it for.
pub(crate) struct Target {
    pub(crate) what: &'static str,
    pub(crate) router: Router,
    pub(crate) path: String,
    pub(crate) cookie: String,
}

/// # Errors
/// Where a request fails, or the page takes more than [`MOST`] times as long as its queries.
pub(crate) async fn measure(rounds: usize) -> Result<()> {
    // The folder is named, for what is not would be gone with the end of this statement.
    let Installation { db, router, cookie, who, keys, _folder } = install().await?;
    fill(&db, &who).await?;
    let user = who.user().id;
    let session = digest(&keys, cookie.split_once('=').map_or("", |(_, id)| id));
    let bare = Router::new().route("/bare", get(bare_handler)).with_state(Bare { db: db.clone(), user, session });
    let page = Target { what: "page of a project, real router", router, path: "/projects/measured".into(), cookie };
    let bare = Target { what: "bare handler, same queries", router: bare, path: "/bare".into(), cookie: String::new() };
    let (mut page_times, mut bare_times) = (Times::default(), Times::default());
    for _ in 0..rounds / 10 {
        ask(&page).await?;
        ask(&bare).await?;
    }
    // One after the other in every round, so that a busy moment of the machine hits both.
    for _ in 0..rounds {
        page_times.push(ask(&page).await?.0);
        bare_times.push(ask(&bare).await?.0);
    }
    for (target, times) in [(&page, &page_times), (&bare, &bare_times)] {
        let before = db.queries();
        let (_, bytes) = ask(target).await?;
        print(target.what, times, Some(db.queries() - before), bytes);
    }
    let ratio = ratio(&page_times, &bare_times);
    println!("the page takes {ratio:.2} times as long as its queries (at most {MOST})");
    ensure!(ratio <= MOST, "the page is too slow");
    Ok(())
}

/// The whole program on a database of its own, with somebody signed in.
pub(crate) struct Installation {
    pub(crate) db: Db,
    pub(crate) router: Router,
    pub(crate) cookie: String,
    pub(crate) who: SignedIn,
    keys: Arc<Keys>,
    _folder: tempfile::TempDir,
}

pub(crate) async fn install() -> Result<Installation> {
    install_as(false).await
}

/// The same, with an administrator signed in or with somebody who is none.
pub(crate) async fn install_as(admin: bool) -> Result<Installation> {
    let folder = tempfile::tempdir()?;
    let data = ("HOLDPOINT_DATA_DIR".to_owned(), folder.path().display().to_string());
    // What is measured is the work, not how soon there is too much of it.
    let unlimited = ["SIGN_IN", "IMPORT", "EXPORT", "API", "PAGES"].map(|tier| (format!("HOLDPOINT_LIMIT_{tier}"), "0".to_owned()));
    let config = Config::load(&Flags::default(), &unlimited.into_iter().chain([data]).collect::<Environment>())?;
    let db = server::database::open_current(&config).await?;
    let hasher = Hasher::new(HashParams::cheap_for_tests())?;
    let new = NewUser { email: EMAIL.into(), name: "Bench".into(), password: Password::given(PASSWORD.into()) };
    let user = add_user(&db, &hasher, &operator()?.admin(), new, admin, service::now()).await?;
    let who = resume(&db, user.id, domain::history::Source::default()).await?;
    let keys = Arc::new(Keys::random()?);
    let pages = server::pages::router(&config, db.clone(), hasher, Arc::clone(&keys), None);
    let router = server::router::build(&config, db.clone(), Arc::clone(&keys), Stopping::default(), pages);
    let cookie = sign_in(&router).await?;
    Ok(Installation { db, router, cookie, who, keys, _folder: folder })
}

/// A project with one audit.
async fn fill(db: &Db, who: &SignedIn) -> Result<()> {
    let now = service::now();
    let form = ProjectForm { name: "Measured".into(), slug: "measured".into(), ..ProjectForm::default() };
    service::projects::create(db, who, &form, now).await?;
    let importer = who.importer(db, "measured").await?;
    let source = stage(db, &importer, "report.md", reports::of_a_project().into_bytes(), now).await?;
    save(db, &importer, source, &ImportForm::default(), now).await?;
    Ok(())
}

/// Signs in as a browser does; the cookie of the session.
async fn sign_in(router: &Router) -> Result<String> {
    let form = format!("email={}&password={}&next=/projects", EMAIL.replace('@', "%40"), PASSWORD.replace(' ', "+"));
    let request = Request::post("/sign-in")
        .header(header::HOST, "127.0.0.1:3000")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))?;
    let answer = router.clone().oneshot(request).await?;
    let cookie = answer.headers().get(header::SET_COOKIE).context("signing in gave no cookie")?.to_str()?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

/// How long an answer took, to its last byte, and how many bytes it has.
pub(crate) async fn ask(target: &Target) -> Result<(Duration, usize)> {
    let request = Request::get(target.path.as_str())
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, &target.cookie)
        .body(Body::empty())?;
    let start = Instant::now();
    let answer = target.router.clone().oneshot(request).await?;
    let status = answer.status();
    let body = answer.into_body().collect().await.map_err(|error| anyhow::anyhow!("{error}"))?.to_bytes();
    let time = start.elapsed();
    ensure!(status == StatusCode::OK, "{}: {status}", target.path);
    Ok((time, body.len()))
}

#[derive(Clone)]
struct Bare {
    db: Db,
    user: UserId,
    session: String,
}

/// What the page reads: the session, the person, the project and the role in it, and everything on the page.
async fn bare_handler(State(bare): State<Bare>) -> Result<String, StatusCode> {
    let failed = |_: ServiceError| StatusCode::INTERNAL_SERVER_ERROR;
    let session = load(&bare.db, &bare.session, service::now()).await.map_err(failed)?;
    let who = resume(&bare.db, bare.user, domain::history::Source::default()).await.map_err(failed)?;
    let viewer = who.viewer(&bare.db, "measured").await.map_err(failed)?;
    let overview = assessments::overview(&bare.db, &viewer, service::now()).await.map_err(failed)?;
    session.map(|_| format!("{} blockers", overview.blockers.len())).ok_or(StatusCode::UNAUTHORIZED)
}
