//! How often somebody may ask: by what is asked for, and for each session, token and address.
//!
//! Kept in memory, for each process its own. What is counted is known by a digest or a network, and is forgotten as soon as it counts as
//! fresh again: memory is bounded by the requests of the last minute.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::digest::sha256;
use governor::clock::Clock as _;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use http::header::{COOKIE, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};

use super::bearer;
use crate::config::{Config, Rate};
use crate::sessions::cookie_name;

/// So many sessions and tokens of a tier are counted one by one; with more, only their addresses are.
const MOST_PERSONS: usize = 100_000;
/// After so many counted requests, what counts as fresh is forgotten.
const BETWEEN_SWEEPS: u32 = 1024;

/// Routes whose forms check a password or a code, with all below them.
const FORMS: [&str; 5] = ["/sign-in", "/setup", "/account", "/forgot", "/s"];
/// Routes at which a link or the word of another server is checked by coming there, with all below them.
const LINKS: [&str; 3] = ["/sign-in/with", "/reset", "/invitations"];

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tier {
    SignIn,
    Import,
    Export,
    Api,
    Pages,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Who {
    /// SHA-256 of the session's id: it must not be read from memory that was swapped out or dumped.
    Session(String),
    /// SHA-256 of the token.
    Token(String),
    /// The address, of IPv6 the first 64 bits: a customer usually has all others.
    Address(IpAddr),
}

type Limiter = DefaultKeyedRateLimiter<Who>;

/// The limiters of one tier; `None` where there is no limit.
struct Limited {
    person: Option<Limiter>,
    address: Option<Limiter>,
}

/// The limits of a server.
pub struct Limits {
    sign_in: Limited,
    import: Limited,
    export: Limited,
    api: Limited,
    pages: Limited,
    cookie: &'static str,
    counted: AtomicU32,
}

impl Limits {
    /// As configured, with nobody counted yet.
    pub fn of(config: &Config) -> Self {
        let limited = |rate: Rate| Limited { person: limiter(rate, 1), address: limiter(rate, config.limit_address_factor.get()) };
        Self {
            sign_in: limited(config.limit_sign_in),
            import: limited(config.limit_import),
            export: limited(config.limit_export),
            api: limited(config.limit_api),
            pages: limited(config.limit_pages),
            cookie: cookie_name(config.public_url.is_https()),
            counted: AtomicU32::new(0),
        }
    }

    const fn at(&self, tier: Tier) -> &Limited {
        match tier {
            Tier::SignIn => &self.sign_in,
            Tier::Import => &self.import,
            Tier::Export => &self.export,
            Tier::Api => &self.api,
            Tier::Pages => &self.pages,
        }
    }

    /// Counts the request; the seconds to wait where it is one too many.
    fn count(&self, request: &Request) -> Option<u64> {
        let headers = request.headers();
        let token = bearer::token(headers);
        let limited = self.at(tier(request.method(), route(request), token.is_some()));
        self.sweep();
        let persons = [
            token.map(|token| Who::Token(sha256(token.as_bytes()))),
            session(headers, self.cookie).map(|id| Who::Session(sha256(id.as_bytes()))),
        ];
        // Nobody knows yet whether there is such a session or token: an address that makes them up is held back once they fill the memory.
        if limited.person.as_ref().is_some_and(|limiter| limiter.len() > MOST_PERSONS) {
            return wait(limited.address.as_ref(), &Who::Address(network(request)));
        }
        // The address comes last: one who asks too often does not use up what the others of the office have.
        let persons = persons.iter().flatten().find_map(|who| wait(limited.person.as_ref(), who));
        persons.or_else(|| wait(limited.address.as_ref(), &Who::Address(network(request))))
    }

    fn sweep(&self) {
        if self.counted.fetch_add(1, Ordering::Relaxed) % BETWEEN_SWEEPS == BETWEEN_SWEEPS - 1 {
            for limited in [&self.sign_in, &self.import, &self.export, &self.api, &self.pages] {
                for limiter in [&limited.person, &limited.address].into_iter().flatten() {
                    limiter.retain_recent();
                    limiter.shrink_to_fit();
                }
            }
        }
    }
}

/// Lets requests through as long as there are not too many, and else says when to come again.
pub async fn hold_back(State(limits): State<Arc<Limits>>, request: Request, next: Next) -> Response {
    match limits.count(&request) {
        None => next.run(request).await,
        Some(seconds) => (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, seconds.to_string())]).into_response(),
    }
}

fn limiter(rate: Rate, factor: u32) -> Option<Limiter> {
    let (per_minute, at_once) = rate.times(factor)?;
    Some(RateLimiter::keyed(Quota::per_minute(per_minute).allow_burst(at_once)))
}

/// Seconds to wait, rounded up.
fn wait(limiter: Option<&Limiter>, who: &Who) -> Option<u64> {
    let limiter = limiter?;
    let early = limiter.check_key(who).err()?;
    let wait = early.wait_time_from(limiter.clock().now());
    Some(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).map(|seconds| seconds.max(1))
}

fn route(request: &Request) -> &str {
    request.extensions().get::<MatchedPath>().map_or_else(|| request.uri().path(), MatchedPath::as_str)
}

fn tier(method: &Method, route: &str, token: bool) -> Tier {
    let changes = !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    let below = |start: &str| route.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let last = route.rsplit('/').next().unwrap_or_default();
    if changes && FORMS.into_iter().any(below) || LINKS.into_iter().any(below) {
        Tier::SignIn
    } else if changes && (route.split('/').any(|part| part.starts_with("import")) || route == "/restore") {
        Tier::Import
    } else if is_file(last) || changes && last == "exports" {
        Tier::Export
    } else if token || below("/api") {
        Tier::Api
    } else {
        Tier::Pages
    }
}

/// Whether a route that ends so makes a file or a whole report.
fn is_file(last: &str) -> bool {
    matches!(last, "file" | "report" | "snapshot" | "export" | "verify")
        || [".pdf", ".csv", ".json"].into_iter().any(|kind| last.ends_with(kind))
}

/// The session's id, as the browser sent it: whether there is such a session is not known yet.
fn session<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    cookies.find(|(given, _)| *given == name).map(|(_, id)| id)
}

fn network(request: &Request) -> IpAddr {
    let client = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|client| client.0.ip().to_canonical());
    match client {
        Some(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        Some(address) => address,
        None => Ipv6Addr::UNSPECIFIED.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn what_is_asked_for_decides_which_limit_holds() {
        let (get, post) = (Method::GET, Method::POST);
        for (method, route, token, expected) in [
            (&post, "/sign-in", false, Tier::SignIn),
            (&get, "/sign-in", false, Tier::Pages),
            (&post, "/sign-in/code", false, Tier::SignIn),
            (&get, "/sign-in/with/{provider}/callback", false, Tier::SignIn),
            (&get, "/reset/{reset}", false, Tier::SignIn),
            (&post, "/s/{token}", false, Tier::SignIn),
            (&get, "/s/{token}", false, Tier::Pages),
            (&post, "/account", false, Tier::SignIn),
            (&post, "/search", false, Tier::Pages),
            (&post, "/projects/{slug}/import", false, Tier::Import),
            (&post, "/projects/{slug}/import/{source}/correct", true, Tier::Import),
            (&post, "/restore", false, Tier::Import),
            (&get, "/projects/{slug}/import", false, Tier::Pages),
            (&post, "/projects/{slug}/exports", false, Tier::Export),
            (&get, "/projects/{slug}/exports/{export}", false, Tier::Pages),
            (&get, "/projects/{slug}/exports/{export}/file", true, Tier::Export),
            (&get, "/s/{token}/report.pdf", false, Tier::Export),
            (&get, "/projects.csv", false, Tier::Export),
            (&post, "/api/{*function}", false, Tier::Api),
            (&get, "/projects", true, Tier::Api),
            (&get, "/projects", false, Tier::Pages),
        ] {
            assert_eq!(tier(method, route, token), expected, "{method} {route}");
        }
    }

    #[test]
    fn all_addresses_of_one_customer_count_as_one() {
        let network = |address: &str| {
            let mut request = Request::new(Body::empty());
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address.parse().unwrap(), 1)));
            network(&request)
        };
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::"));
        assert_ne!(network("2001:db8:1:2::4"), network("2001:db8:1:3::4"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.2"), network("192.0.2.1"));
    }

    #[test]
    fn a_session_is_found_among_other_cookies() {
        let headers = |text: &'static str| [(COOKIE, http::HeaderValue::from_static(text))].into_iter().collect::<HeaderMap>();
        assert_eq!(session(&headers("theme=dark; holdpoint=abc=; x=y"), "holdpoint"), Some("abc="));
        assert_eq!(session(&headers("xholdpoint=abc; theme=dark"), "holdpoint"), None);
    }

    #[test]
    fn who_stays_away_is_forgotten() {
        let fast = limiter("60000".parse().unwrap(), 1).unwrap();
        for number in 0..100 {
            assert_eq!(wait(Some(&fast), &Who::Session(number.to_string())), None);
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        fast.retain_recent();
        assert!(fast.is_empty(), "{}", fast.len());
    }
}
