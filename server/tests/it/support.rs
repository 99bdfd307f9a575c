//! A server of its own for every test, and answers that are easy to look at.

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use scratch::Scratch;
use server::config::{Config, Environment, Flags};
use server::health::Stopping;
use server::router;
use service::Db;
use service::accounts::{HashParams, Hasher, SetupCode};
use service::keys::Keys;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A router over a new database, which goes with it.
pub(crate) struct Server {
    pub(crate) router: Router,
    pub(crate) db: Db,
    pub(crate) stopping: Stopping,
    _folder: TempDir,
    pub(crate) scratch: Scratch,
}

/// What was answered, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// With these pages, and these values besides the defaults.
    pub(crate) async fn with(values: &[(&str, &str)], pages: Router) -> Self {
        let server = Self::unmigrated(values, pages).await;
        server.db.migrate().await.unwrap();
        server
    }

    pub(crate) async fn unmigrated(values: &[(&str, &str)], pages: Router) -> Self {
        let (folder, scratch) = (tempfile::tempdir().unwrap(), Scratch::empty().await);
        let config = config(&folder, &on(&scratch, values));
        let db = server::database::open(&config).await.unwrap();
        let stopping = Stopping::default();
        let router = router::build(&config, db.clone(), stopping.clone(), pages);
        Self { router, db, stopping, _folder: folder, scratch }
    }

    /// With the real pages, cheap passwords, and the code for the first account.
    pub(crate) async fn with_app(values: &[(&str, &str)]) -> (Self, SetupCode) {
        let (folder, scratch) = (tempfile::tempdir().unwrap(), Scratch::new().await);
        let config = config(&folder, &on(&scratch, values));
        let db = server::database::open_current(&config).await.unwrap();
        let stopping = Stopping::default();
        let code = SetupCode::generate().unwrap();
        let pages = server::pages::router(&config, db.clone(), cheap(), Arc::new(Keys::random().unwrap()), Some(Arc::new(code.clone())));
        let router = router::build(&config, db.clone(), stopping.clone(), pages);
        (Self { router, db, stopping, _folder: folder, scratch }, code)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// As a browser asks for a page.
    pub(crate) async fn visit(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header("accept", "text/html,*/*;q=0.8").body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        Answer::read(self.router.clone().oneshot(request).await.unwrap()).await
    }
}

impl Answer {
    pub(crate) async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Self { status: parts.status, headers: parts.headers, body }
    }

    /// The header, or an empty text where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Hashes that cost nothing.
pub(crate) fn cheap() -> Hasher {
    Hasher::new(HashParams::cheap_for_tests()).unwrap()
}

/// These values, and where the database is.
fn on<'a>(scratch: &'a Scratch, values: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    values.iter().copied().chain([("HOLDPOINT_DATABASE_URL", scratch.url())]).collect()
}

/// The defaults, a folder of its own, and these values.
pub(crate) fn config(folder: &TempDir, values: &[(&str, &str)]) -> Config {
    let data_dir = ("HOLDPOINT_DATA_DIR".to_owned(), folder.path().display().to_string());
    let given = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let environment: Environment = given.chain([data_dir]).collect();
    Config::load(&Flags::default(), &environment).unwrap()
}
