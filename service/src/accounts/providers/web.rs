//! The web as far as a provider needs it: no redirects, little time, small answers, nothing unencrypted.

use openidconnect::url::Url;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::Duration;

/// For connecting and for the whole of an answer.
const TIME: (Duration, Duration) = (Duration::from_secs(4), Duration::from_secs(8));
/// Most bytes of an answer: documents and key sets of large providers have some ten thousand.
const MOST: usize = 512 * 1024;

/// Why a provider could not be asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    #[error("the request failed")]
    Request(#[from] reqwest::Error),
    #[error("the answer cannot be read")]
    Answer(#[from] http::Error),
    #[error("the address is neither https nor on this machine")]
    Unsafe,
    #[error("the answer is larger than {MOST} bytes")]
    TooLarge,
}

/// Asks providers. Made at the first question: an installation without providers needs none.
#[derive(Debug, Default)]
pub(super) struct Web(OnceLock<reqwest::Client>);

impl Web {
    fn client(&self) -> Result<&reqwest::Client, WebError> {
        if let Some(client) = self.0.get() {
            return Ok(client);
        }
        let (connect, whole) = TIME;
        // A redirect could lead to an address inside the network that the provider cannot reach itself.
        let client =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).connect_timeout(connect).timeout(whole).build()?;
        Ok(self.0.get_or_init(|| client))
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, WebError> {
        let request: reqwest::Request = request.try_into()?;
        if !is_safe(request.url()) {
            return Err(WebError::Unsafe);
        }
        let mut response = self.client()?.execute(request).await?;
        let mut answer = http::Response::builder().status(response.status());
        for (name, value) in response.headers() {
            answer = answer.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await? {
            if body.len() + part.len() > MOST {
                return Err(WebError::TooLarge);
            }
            body.extend_from_slice(&part);
        }
        Ok(answer.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Web {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, WebError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// Whether nobody on the way can read or change what goes to an address.
pub(super) fn is_safe(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let local = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    url.scheme() == "https" || (url.scheme() == "http" && local)
}
