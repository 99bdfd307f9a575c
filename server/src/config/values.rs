//! The types of single values: a value that is not allowed does not exist.

use std::fmt;
use std::str::FromStr;

/// The text is no value of this kind; which are is said by the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a value of this kind")]
pub struct NotAllowed;

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole<const MIN: u32, const MAX: u32>(u32);

impl<const MIN: u32, const MAX: u32> Whole<MIN, MAX> {
    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<const MIN: u32, const MAX: u32> FromStr for Whole<MIN, MAX> {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.trim().parse().map_err(|_| NotAllowed)?;
        if (MIN..=MAX).contains(&number) { Ok(Self(number)) } else { Err(NotAllowed) }
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Pretty,
    /// One JSON object a line.
    Json,
}

impl FromStr for LogFormat {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "pretty" => Ok(Self::Pretty),
            "json" => Ok(Self::Json),
            _ => Err(NotAllowed),
        }
    }
}

/// Directives of tracing's `EnvFilter` that were found to be well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFilter(String);

impl LogFilter {
    /// The directives.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LogFilter {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A misspelled level would otherwise be taken for the name of a module that never logs.
        let known = |word: &str| word.contains(['=', ':']) || ["off", "error", "warn", "info", "debug", "trace"].contains(&word);
        let formed = !text.trim().is_empty() && text.split(',').map(str::trim).all(known);
        match tracing_subscriber::EnvFilter::try_new(text) {
            Ok(_) if formed => Ok(Self(text.to_owned())),
            _ => Err(NotAllowed),
        }
    }
}

/// Where the database is. May hold a password: [`fmt::Debug`] and [`fmt::Display`] mask it.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The URL with its secret, for connecting.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether a password stands in it.
    pub fn has_password(&self) -> bool {
        let Some((_, rest)) = self.0.split_once("://").filter(|_| !self.0.starts_with("sqlite:")) else { return false };
        // A password may hold any sign, so the last @ counts.
        let login = rest.rsplit_once('@').map_or("", |(login, _)| login);
        let parameters = rest.split_once('?').map_or("", |(_, parameters)| parameters);
        login.contains(':') || parameters.split('&').any(|parameter| parameter.starts_with("password="))
    }

    /// Where SQLite keeps its file, unless it is another database or one in memory.
    pub fn sqlite_file(&self) -> Option<&std::path::Path> {
        let rest = self.0.strip_prefix("sqlite:")?;
        let path = rest.strip_prefix("//").unwrap_or(rest).split('?').next()?;
        (!path.is_empty() && path != ":memory:").then(|| std::path::Path::new(path))
    }
}

impl FromStr for DatabaseUrl {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let kinds = ["sqlite:", "postgres://", "postgresql://"];
        let known = kinds.iter().any(|kind| text.strip_prefix(kind).is_some_and(|rest| !rest.trim_matches('/').is_empty()));
        if known { Ok(Self(text.to_owned())) } else { Err(NotAllowed) }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Parameters may hold a password as well (`?password=`), so they are left out.
        let shown = self.0.split('?').next().unwrap_or_default();
        let Some((scheme, rest)) = shown.split_once("://") else { return f.write_str(shown) };
        let authority_ends = rest.find('/').unwrap_or(rest.len());
        match rest[..authority_ends].rfind('@').map(|at| (&rest[..at], &rest[at..])) {
            Some((login, host)) => match login.split_once(':') {
                Some((user, _)) => write!(f, "{scheme}://{user}:***{host}"),
                None => write!(f, "{scheme}://{login}{host}"),
            },
            // A password with a slash in it ends the authority early; nothing of such a URL is worth the risk.
            None if rest.contains('@') => write!(f, "{scheme}://***"),
            None => f.write_str(shown),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The address people type: a scheme and a host, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    https: bool,
    local: bool,
}

impl PublicUrl {
    /// The origin as a browser sends it: `https://ready.example`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether people reach it over TLS.
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// Whether browsers treat it as a secure context: TLS, or this very machine.
    pub const fn is_trustworthy(&self) -> bool {
        self.https || self.local
    }
}

impl FromStr for PublicUrl {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: http::Uri = text.parse().map_err(|_| NotAllowed)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(NotAllowed) };
        let bare = uri.path().trim_matches('/').is_empty() && uri.query().is_none() && !authority.as_str().contains('@');
        let usual = match scheme {
            "http" => ":80",
            "https" => ":443",
            _ => return Err(NotAllowed),
        };
        if !bare || authority.host().is_empty() || text.contains('#') {
            return Err(NotAllowed);
        }
        // Browsers write the host in small letters and leave the usual port out of an origin.
        let authority_text = authority.as_str().to_ascii_lowercase();
        let authority_text = authority_text.strip_suffix(usual).unwrap_or(&authority_text);
        let host = authority.host().trim_matches(['[', ']']).to_ascii_lowercase();
        let local = host == "localhost"
            || host.ends_with(".localhost")
            || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        Ok(Self { origin: format!("{scheme}://{authority_text}"), https: scheme == "https", local })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_outside_its_bounds_does_not_parse() {
        assert_eq!("5".parse::<Whole<1, 10>>().map(Whole::get), Ok(5));
        for text in ["0", "11", "-1", "1.5", "", "five", "5 minutes"] {
            assert!(text.parse::<Whole<1, 10>>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_password_of_a_database_is_never_shown() {
        for text in [
            "postgres://holdpoint:hunter2@db:5432/holdpoint",
            "postgres://holdpoint:hun:ter2@db/holdpoint",
            "postgres://holdpoint:hunt@er2@db/holdpoint",
            "postgres://holdpoint:h/unter2@db/holdpoint",
            "postgres://db/holdpoint?password=hunter2",
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            for shown in [url.to_string(), format!("{url:?}")] {
                assert!(!shown.contains("hun") && !shown.contains("ter2"), "{shown}");
            }
            assert_eq!(url.expose(), text);
        }
        let url: DatabaseUrl = "postgres://holdpoint:hunter2@db:5432/holdpoint".parse().unwrap();
        assert_eq!(url.to_string(), "postgres://holdpoint:***@db:5432/holdpoint");
    }

    #[test]
    fn a_password_is_found_wherever_it_stands() {
        let has = |text: &str| text.parse::<DatabaseUrl>().unwrap().has_password();
        assert!(has("postgres://a:b@db/x") && has("postgres://a:b/c@db/x") && has("postgresql://db/x?sslmode=require&password=b"));
        assert!(!has("postgres://a@db:5432/x") && !has("postgres://db:5432/x?sslmode=require") && !has("sqlite:a:b@c.db"));
    }

    #[test]
    fn a_database_is_sqlite_or_postgresql() {
        for text in ["mysql://x/y", "holdpoint.db", "", "sqlite:", "postgres://"] {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text}");
        }
        let file = |text: &str| text.parse::<DatabaseUrl>().unwrap().sqlite_file().map(|path| path.display().to_string());
        assert_eq!(file("sqlite:a/b.db").as_deref(), Some("a/b.db"));
        assert_eq!(file("sqlite:///a/b.db?mode=rwc").as_deref(), Some("/a/b.db"));
        assert_eq!(file("sqlite::memory:"), None);
        assert_eq!(file("postgres://db/x"), None);
    }

    #[test]
    fn a_public_url_is_an_origin_as_browsers_write_it() {
        let origin = |text: &str| text.parse::<PublicUrl>().map(|url| url.origin().to_owned());
        assert_eq!(origin("https://Ready.Example/").as_deref(), Ok("https://ready.example"));
        assert_eq!(origin("https://ready.example:443").as_deref(), Ok("https://ready.example"));
        assert_eq!(origin("http://[::1]:3000").as_deref(), Ok("http://[::1]:3000"));
        for text in ["ready.example", "ftp://x", "https://x/path", "https://x?y", "https://u:p@x", "https://", "", "/"] {
            assert!(origin(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_address_on_this_machine_is_trustworthy_without_tls() {
        let trustworthy = |text: &str| text.parse::<PublicUrl>().unwrap().is_trustworthy();
        assert!(trustworthy("http://127.0.0.1:3000") && trustworthy("http://localhost") && trustworthy("http://[::1]:1"));
        assert!(trustworthy("https://ready.example"));
        assert!(!trustworthy("http://ready.example") && !trustworthy("http://192.168.0.2"));
    }

    #[test]
    fn a_log_filter_that_would_log_nothing_by_mistake_is_refused() {
        for text in ["info", "info,service=debug", "warn,tower_http=trace", "off"] {
            assert!(text.parse::<LogFilter>().is_ok(), "{text}");
        }
        for text in ["", "loud", "service=loud", "info,,debug", "warn, service=debug"] {
            assert!(text.parse::<LogFilter>().is_err(), "{text}");
        }
    }
}
