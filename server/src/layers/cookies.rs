//! Cookies whose name begins with `__Host-` are only taken, and only removed, with `Secure`.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use http::header::SET_COOKIE;

const PREFIX: &[u8] = b"__Host-";

/// Adds `Secure` where it is missing: the session layer leaves it out when it removes a cookie, and browsers then keep it.
pub async fn secure_removal(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, cookie) in response.headers_mut().iter_mut() {
        let text = cookie.as_bytes();
        let unprotected =
            name == SET_COOKIE && text.starts_with(PREFIX) && !text.to_ascii_lowercase().windows(8).any(|part| part == b"; secure");
        if unprotected {
            let whole = [text, b"; Secure"].concat();
            if let Ok(whole) = HeaderValue::from_bytes(&whole) {
                *cookie = whole;
            }
        }
    }
    response
}
