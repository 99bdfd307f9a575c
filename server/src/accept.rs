//! Connections: taken, given time to send their requests, and let finish what is under way.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// A connection that has not sent its next request's head within this time is closed: idle ones, and those that send drop by drop.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// How long requests under way may take to finish once the server stops.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// After a failure to accept (no file handles left, for example) there is no use in trying again at once.
const BREATH: Duration = Duration::from_millis(200);

/// Serves until `stop`, then takes no new connections and lets the requests under way finish.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => connect(stream, peer, router.clone(), &graceful),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                }
            },
        }
    }
    drop(listener);
    let open = graceful.count();
    if tokio::time::timeout(LAST_REQUESTS, graceful.shutdown()).await.is_err() {
        tracing::warn!(open, "requests were cut off: they did not finish within {} s", LAST_REQUESTS.as_secs());
    }
}

fn connect(stream: TcpStream, peer: SocketAddr, router: Router, graceful: &GracefulShutdown) {
    // Small answers are not to wait for more to come; where it cannot be set they do.
    let _ = stream.set_nodelay(true);
    let service = router.map_request(move |request: http::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}
