//! For whom a request is made: the address that guessing of passwords is counted by.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::TrustedProxies;

/// A request that came over no connection: only tests make such.
const UNKNOWN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

/// Puts the client's address where that of the connection was: behind a proxy that is the proxy's own.
pub async fn note(State(proxies): State<Arc<TrustedProxies>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(UNKNOWN, |peer| peer.0);
    // A header that came twice is one list (RFC 9110, section 5.3).
    let lines = request.headers().get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let forwarded = lines.collect::<Vec<_>>().join(",");
    let client = SocketAddr::new(proxies.client(peer.ip(), &forwarded), peer.port());
    request.extensions_mut().insert(ConnectInfo(client));
    next.run(request).await
}
