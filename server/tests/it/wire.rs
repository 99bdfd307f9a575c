//! What only shows on a real connection.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};

async fn send(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes()).await.unwrap();
    stream
}

/// Reads to the end: the server closes once it stops.
async fn receive(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn told_to_stop_the_server_finishes_what_is_under_way_and_takes_nothing_new() {
    let (entered, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (inside, gate) = (Arc::clone(&entered), Arc::clone(&release));
    let slow = move || async move {
        inside.notify_one();
        gate.notified().await;
        "finished"
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let router = Router::new().route("/slow", get(slow));
    let server = tokio::spawn(server::accept::serve(listener, router, async { drop(stopped.await) }));
    let under_way = send(address, "/slow").await;
    entered.notified().await;
    stop.send(()).unwrap();
    // The listener goes away without a sign; until then a connection may still get through.
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!server.is_finished());
    release.notify_one();
    assert!(receive(under_way).await.ends_with("finished"));
    server.await.unwrap();
}

#[tokio::test]
async fn whoever_sends_too_much_is_heard_out_and_reads_the_refusal() {
    const BYTES: usize = 8 * 1024 * 1024;
    let folder = tempfile::tempdir().unwrap();
    let config = crate::support::config(&folder, &[]);
    let pages = Router::new().route("/take", post(|body: Bytes| async move { body.len().to_string() }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = server::router::protected(&config, pages);
    let server = tokio::spawn(server::accept::serve(listener, router, std::future::pending()));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("POST /take HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\nContent-Length: {BYTES}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    // All of it first, as browsers do.
    stream.write_all(&vec![b'a'; BYTES]).await.unwrap();
    let answer = receive(stream).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("<h1>This is too large</h1>"), "{answer}");
    server.abort();
}

#[tokio::test]
async fn the_pages_learn_the_address_of_the_client_and_not_that_of_a_trusted_proxy() {
    for (trusted, expected) in [("none", "127.0.0.1"), ("127.0.0.1", "203.0.113.9")] {
        let folder = tempfile::tempdir().unwrap();
        let config = crate::support::config(&folder, &[("HOLDPOINT_TRUSTED_PROXY", trusted)]);
        let pages = Router::new().route("/me", get(|peer: ConnectInfo<SocketAddr>| async move { peer.0.ip().to_string() }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let router = server::router::protected(&config, pages);
        let server = tokio::spawn(server::accept::serve(listener, router, async { drop(stopped.await) }));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = "GET /me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        assert!(receive(stream).await.ends_with(expected), "{trusted}");
        stop.send(()).unwrap();
        server.await.unwrap();
    }
}
