//! What a request leaves in the log.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use http::Request;
use serde_json::Value;

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

impl Log {
    pub(crate) fn start(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_writer(move || log.clone()).finish();
        tracing::subscriber::set_default(subscriber)
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
