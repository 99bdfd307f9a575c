//! Mail: its values, and the mailer they make.

use std::fmt;
use std::str::FromStr;

use service::mail::{MailServer, Mailer, Protection};

use super::values::NotAllowed;
use super::{Config, Problem};

/// Stands for a value that is not there.
pub(super) const NONE: &str = "none";

/// A value, or the word `none`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maybe<T>(Option<T>);

impl<T> Maybe<T> {
    /// The value, where there is one.
    pub const fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T: FromStr> FromStr for Maybe<T> {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == NONE { Ok(Self(None)) } else { text.parse().map(|value| Self(Some(value))).map_err(|_| NotAllowed) }
    }
}

/// Name or address of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    fn is_local(&self) -> bool {
        self.0 == "localhost" || self.0.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

impl FromStr for Host {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = !text.is_empty() && text.len() <= 253 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
        if named || text.parse::<std::net::IpAddr>().is_ok() { Ok(Self(text.to_owned())) } else { Err(NotAllowed) }
    }
}

/// A name to sign in with somewhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login(String);

impl FromStr for Login {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || text.chars().any(char::is_control) { Err(NotAllowed) } else { Ok(Self(text.to_owned())) }
    }
}

/// A secret text. [`fmt::Debug`] masks it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl FromStr for Secret {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() { Err(NotAllowed) } else { Ok(Self(text.to_owned())) }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmtpTls(Protection);

impl FromStr for SmtpTls {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "none" => Ok(Self(Protection::None)),
            "starttls" => Ok(Self(Protection::StartTls)),
            "tls" => Ok(Self(Protection::Tls)),
            _ => Err(NotAllowed),
        }
    }
}

impl Config {
    /// What sends mail, where the values say how.
    pub fn mailer(&self) -> Option<Mailer> {
        let (host, from) = (self.smtp_host.get()?, self.smtp_from.get()?.clone());
        let login = self.smtp_user.get().zip(self.smtp_password.get()).map(|(user, password)| (user.0.clone(), password.0.clone()));
        let port = u16::try_from(self.smtp_port.get()).ok()?;
        Some(Mailer::new(MailServer { host: host.0.clone(), port, protection: self.smtp_tls.0, login, from }))
    }

    /// What no value about mail can be blamed for alone.
    pub(super) fn mail_problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |text: &str| problems.push(Problem::new(text.to_owned()));
        if self.smtp_host.get().is_some() && self.smtp_from.get().is_none() {
            wrong("smtp_host is set, but not smtp_from: letters have to come from somebody");
        }
        if self.smtp_user.get().is_some() != self.smtp_password.get().is_some() {
            wrong("of smtp_user and smtp_password only one is set; set both, or neither");
        }
        let open = self.smtp_tls.0 == Protection::None && self.smtp_user.get().is_some();
        if open && self.smtp_host.get().is_some_and(|host| !host.is_local()) {
            wrong("smtp_tls is none, and smtp_password would go through the network in the open; use starttls or tls");
        }
        problems
    }
}
