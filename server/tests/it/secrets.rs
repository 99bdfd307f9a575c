//! Secrets of the installation, changed while people are signed in.

use crate::support::{Answer, Server, config};
use axum::Router;
use axum::body::Body;
use axum::routing::get;
use domain::accounts::Password;
use domain::ids::UserId;
use http::Request;
use server::health::Stopping;
use service::accounts::sessions::{self as rows, digest};
use service::accounts::{self, HashParams, Hasher, NewUser};
use service::keys::Keys;
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_sessions::Session;

const OLD: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const NEW: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const PEPPER: &str = "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA";
const DATA: &str = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff0";

/// The server after a start with these session keys, on the same data.
struct Started {
    router: Router,
    keys: Arc<Keys>,
}

fn started(server: &Server, session_key: &str) -> Started {
    async fn sign_in(session: Session, axum::extract::Path(id): axum::extract::Path<String>) {
        session.insert("user", UserId(id.parse().unwrap())).await.unwrap();
    }
    async fn who(session: Session) -> String {
        session.get::<UserId>("user").await.unwrap().map(|id| id.to_string()).unwrap_or_default()
    }
    let pages = Router::new()
        .route("/in/{id}", get(sign_in))
        .route("/out", get(|session: Session| async move { session.flush().await.unwrap() }))
        .route("/who", get(who));
    let folder = tempfile::tempdir().unwrap();
    let values = [("HOLDPOINT_SESSION_KEY", session_key), ("HOLDPOINT_TOKEN_PEPPER", PEPPER), ("HOLDPOINT_DATA_KEY", DATA)];
    let config = config(&folder, &values);
    let keys = Arc::new(config.keys().unwrap());
    let router = server::router::build(&config, server.db.clone(), Arc::clone(&keys), Stopping::default(), pages);
    Started { router, keys }
}

impl Started {
    async fn ask(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap();
        Answer::read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    /// A new session: the cookie that a browser sends back, and the id in it.
    async fn sign_in(&self, user: UserId) -> (String, String) {
        let answer = self.ask(&format!("/in/{user}"), "").await;
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        let id = cookie.split_once('=').unwrap().1.to_owned();
        (cookie, id)
    }
}

async fn person(server: &Server) -> UserId {
    let new = NewUser { email: "kim@example.org".into(), name: "Kim".into(), password: Password::given("correct horse battery".into()) };
    let hasher = Hasher::new(HashParams::cheap_for_tests()).unwrap();
    accounts::add_user(&server.db, &hasher, &accounts::operator().unwrap().admin(), new, false, service::now()).await.unwrap().id
}

#[tokio::test]
async fn a_session_outlives_a_change_of_the_key_and_ends_when_the_former_key_is_taken_out() {
    let server = Server::with(&[], Router::new()).await;
    let user = person(&server).await;
    let (cookie, _) = started(&server, OLD).sign_in(user).await;
    let during = started(&server, &format!("{NEW},{OLD}"));
    assert_eq!(during.ask("/who", &cookie).await.text(), user.to_string());
    let (fresh, _) = during.sign_in(user).await;
    let after = started(&server, NEW);
    assert_eq!(after.ask("/who", &cookie).await.text(), "", "it began under the key that is gone");
    assert_eq!(after.ask("/who", &fresh).await.text(), user.to_string(), "it began under the key in force");
    assert_eq!(started(&server, OLD).ask("/who", &fresh).await.text(), "");
}

#[tokio::test]
async fn a_session_that_began_under_a_former_key_is_used_and_ended_like_any_other() {
    let server = Server::with(&[], Router::new()).await;
    let user = person(&server).await;
    let before = started(&server, OLD);
    let (cookie, id) = before.sign_in(user).await;
    let now = service::now();
    let kept = digest(&before.keys, &id);
    let mut row = rows::load(&server.db, &kept, now).await.unwrap().unwrap();
    (row.expires_at, row.seen_at) = (now.plus_seconds(60), now.plus_seconds(-3600));
    rows::save(&server.db, &row).await.unwrap();

    let during = started(&server, &format!("{NEW},{OLD}"));
    assert_eq!(during.ask("/who", &cookie).await.text(), user.to_string());
    let later = rows::load(&server.db, &kept, now).await.unwrap().unwrap();
    assert!(later.expires_at.seconds_since(now) > 3600, "use lets it live on, in its own row");
    assert!(rows::load(&server.db, &digest(&during.keys, &id), now).await.unwrap().is_none(), "and makes no other");

    during.ask("/out", &cookie).await;
    assert_eq!(during.ask("/who", &cookie).await.text(), "");
    assert_eq!(before.ask("/who", &cookie).await.text(), "", "it is ended and not only out of sight");
}

#[tokio::test]
async fn who_writes_into_the_database_makes_no_session_without_the_key() {
    let server = Server::with(&[], Router::new()).await;
    let user = person(&server).await;
    let started_once = started(&server, OLD);
    let (_, real) = started_once.sign_in(user).await;
    let row = rows::find(&server.db, &started_once.keys, &real, service::now()).await.unwrap().unwrap();
    let planted = "AAAAAAAAAAAAAAAAAAAAAA";
    for id in [planted.to_owned(), domain::digest::sha256(planted.as_bytes())] {
        assert!(rows::create(&server.db, &rows::SessionRow { id, ..row.clone() }).await.unwrap());
    }
    assert_eq!(started_once.ask("/who", &format!("holdpoint={planted}")).await.text(), "");
}

#[test]
fn a_token_counts_after_a_change_of_the_pepper_until_the_former_one_is_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let keys = |pepper: &str| {
        let values = [("HOLDPOINT_SESSION_KEY", OLD), ("HOLDPOINT_TOKEN_PEPPER", pepper), ("HOLDPOINT_DATA_KEY", DATA)];
        config(&folder, &values).keys().unwrap()
    };
    let kept = keys(PEPPER).tokens.digest("token", "hpt_secret");
    let counts = |keys: Keys| keys.tokens.digests("token", "hpt_secret").any(|digest| digest == kept);
    assert!(counts(keys(&format!("{NEW}, {PEPPER}"))) && !counts(keys(NEW)));
}
