//! Whether the server is alive, asked from inside its container.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const PATIENCE: Duration = Duration::from_secs(5);

/// Asks `/healthz` on the address the server listens on.
pub(super) async fn ask(listen: SocketAddr) -> anyhow::Result<()> {
    let address = reachable(listen);
    let answer = tokio::time::timeout(PATIENCE, status_line(address)).await.context("no answer in time")?;
    let line = answer.with_context(|| format!("no server answers on {address}"))?;
    // "HTTP/1.1 200 OK"
    if line.split(' ').nth(1) != Some("200") {
        bail!("the server on {address} answers “{line}”");
    }
    println!("healthy");
    Ok(())
}

/// Asking oneself over HTTP/1.1 takes a line there and a line back: no reason for a client library.
async fn status_line(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(16 * 1024).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned())
}

/// A server that listens everywhere is asked on this machine.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn outcome(answer: &'static str) -> anyhow::Result<()> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await?;
            let mut request = [0; 1024];
            let length = stream.read(&mut request).await?;
            stream.write_all(answer.as_bytes()).await?;
            std::io::Result::Ok(String::from_utf8_lossy(&request[..length]).into_owned())
        });
        let outcome = ask(address).await;
        assert!(server.await??.starts_with("GET /healthz HTTP/1.1\r\n"));
        outcome
    }

    #[tokio::test]
    async fn only_200_is_healthy() {
        assert!(outcome("HTTP/1.1 200 OK\r\n\r\nok").await.is_ok());
        assert!(outcome("HTTP/1.1 503 Service Unavailable\r\n\r\n").await.is_err());
        assert!(outcome("").await.is_err());
    }

    #[test]
    fn a_server_that_listens_everywhere_is_asked_on_this_machine() {
        assert_eq!(reachable("0.0.0.0:80".parse().unwrap()).to_string(), "127.0.0.1:80");
        assert_eq!(reachable("[::]:80".parse().unwrap()).to_string(), "[::1]:80");
        assert_eq!(reachable("192.0.2.1:80".parse().unwrap()).to_string(), "192.0.2.1:80");
    }
}
