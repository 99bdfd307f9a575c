//! What a request leaves in the log.

use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use http::Request;
use serde_json::Value;
use tracing::Dispatch;
use tracing::subscriber::NoSubscriber;
use tracing_subscriber::EnvFilter;

use crate::browser::Browser;
use crate::outwards::{imported, link};
use crate::support::Server;

#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// While there is a single subscriber, `tracing` asks that of the thread that comes first past a line, and if another test does, which
/// has none, that line is silent for all. With a second one it asks every subscriber.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::default()));

impl Log {
    pub(crate) fn start(&self) -> tracing::subscriber::DefaultGuard {
        LazyLock::force(&SECOND);
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_writer(move || log.clone()).finish();
        tracing::subscriber::set_default(subscriber)
    }

    /// All that a server tells whose operator wants to know everything.
    fn start_at_trace(&self) -> tracing::subscriber::DefaultGuard {
        LazyLock::force(&SECOND);
        let (log, filter) = (self.clone(), server::telemetry::filter(&"trace".parse().unwrap()));
        let lines = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(filter)).with_writer(move || log.clone());
        tracing::subscriber::set_default(lines.finish())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap()
    }

    /// The lines about answers.
    fn answers(&self) -> Vec<Value> {
        let lines = self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
        lines.into_iter().filter(|line| line["message"] == "answered").collect()
    }
}

#[allow(clippy::unused_async, reason = "a handler")]
async fn broken() -> &'static str {
    panic!("broken on purpose")
}

async fn logged(path: &str) -> (Log, Vec<Value>) {
    let pages = Router::new().route("/people/{name}", get(|| async { "here" })).route("/broken", get(broken));
    let server = Server::with(&[], pages).await;
    let log = Log::default();
    let guard = log.start();
    let request = Request::get(path).header("x-request-id", "trace-0001").header("cookie", "holdpoint=topsecret");
    server.ask(request.header("x-forwarded-for", "203.0.113.9").body(Body::empty()).unwrap()).await;
    drop(guard);
    let answers = log.answers();
    (log, answers)
}

#[tokio::test]
async fn one_line_says_what_was_asked_what_came_of_it_and_how_long_it_took() {
    let (_, lines) = logged("/people/ada?q=b").await;
    assert_eq!(lines.len(), 1);
    let (line, span) = (&lines[0], &lines[0]["span"]);
    assert_eq!((line["level"].as_str(), line["status"].as_u64()), (Some("INFO"), Some(200)));
    assert!(line["milliseconds"].is_u64());
    assert_eq!((span["method"].as_str(), span["route"].as_str()), (Some("GET"), Some("/people/{name}")));
    assert_eq!(span["id"], "trace-0001");
}

#[tokio::test]
async fn nothing_in_the_log_is_about_the_person() {
    for path in ["/people/ada?q=searched", "/nowhere/ada?q=searched"] {
        let (log, _) = logged(path).await;
        for personal in ["ada", "searched", "topsecret", "203.0.113.9"] {
            assert!(!log.text().contains(personal), "{personal}: {}", log.text());
        }
    }
}

#[tokio::test]
async fn a_panic_is_in_the_log_under_the_reference_that_the_visitor_has() {
    let (log, lines) = logged("/broken").await;
    assert_eq!((lines[0]["level"].as_str(), lines[0]["status"].as_u64()), (Some("ERROR"), Some(500)));
    let line = log.text().lines().find(|line| line.contains("broken on purpose")).unwrap().to_owned();
    assert!(line.contains("trace-0001"), "{line}");
}

#[tokio::test]
async fn probes_do_not_fill_the_log() {
    assert!(logged("/healthz").await.1.is_empty());
}

/// Everything that somebody may type or be given and nobody else may read, done once with the log at its most talkative.
#[tokio::test]
async fn no_secret_of_a_person_is_in_the_log_even_at_its_most_talkative() {
    const PASSWORD: &str = "kingfisher-lantern-4711";
    const NEXT: &str = "harbour-cinnamon-0815";
    const MISTYPED: &str = "kingfischer-latern-4711";
    const LINK_WORD: &str = "sandpiper-ladder-2222";
    let (server, code) = Server::with_app(&[("HOLDPOINT_LOG_FILTER", "trace")]).await;
    let log = Log::default();
    let guard = log.start_at_trace();
    let browser = Browser::new(&server);
    let (code, guess) = (code.to_string(), "AAAA-BBBB-CCCC-DDDD");
    for code in [guess, &code] {
        let form = [("code", code), ("name", "Ada"), ("email", "ada@example.org"), ("password", PASSWORD), ("again", PASSWORD)];
        browser.post("/setup", &form).await;
    }
    let mut secrets = vec![code, guess.to_owned(), browser.cookie("holdpoint")];
    assert_ne!(secrets[2], "", "set up and signed in");
    assert_eq!(browser.post("/projects/new", &[("name", "Tide gauge"), ("slug", "tide")]).await.status, 303);
    imported(&browser).await;
    let path = link(&browser, &[("password", LINK_WORD)]).await;
    secrets.push(path.trim_start_matches("/s/hps_").to_owned());
    let visitor = Browser::new(&server);
    for word in [MISTYPED, LINK_WORD] {
        visitor.get(&path).await;
        visitor.post(&path, &[("password", word)]).await;
    }
    secrets.push(visitor.cookie("holdpoint"));
    let token = "hpt_5f0c3a1e9b7d2468ace013579bdf";
    for (name, value) in [("authorization", format!("Bearer {token}")), ("cookie", format!("holdpoint={}x", &token[4..]))] {
        server.ask(Request::get("/projects").header(name, value).body(Body::empty()).unwrap()).await;
    }
    secrets.push(token[4..].to_owned());
    browser.post("/account", &[("old", MISTYPED), ("new", NEXT), ("again", NEXT)]).await;
    assert_eq!(browser.post("/account", &[("old", PASSWORD), ("new", NEXT), ("again", NEXT)]).await.status, 303);
    browser.sign_in("ada@example.org", MISTYPED).await;
    assert_eq!(browser.sign_in("ada@example.org", NEXT).await.status, 303);
    secrets.push(browser.cookie("holdpoint"));
    assert_eq!(browser.post("/sign-out", &[]).await.status, 303);
    drop(guard);

    let text = log.text();
    assert!(text.lines().count() > 15 && text.contains("answered"), "{text}");
    secrets.extend([PASSWORD, NEXT, MISTYPED, LINK_WORD].map(String::from));
    for secret in secrets {
        // As it is, and as forms and cookies write it.
        for written in [secret.clone(), secret.replace('-', "%2D"), secret.replace('=', "%3D")] {
            assert!(!written.is_empty() && !text.contains(&written), "“{written}” is in the log");
        }
    }
}
