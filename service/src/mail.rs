//! Mail: short texts with a link, sent beside the request.
//!
//! A slow or dead mail server holds up nobody: a letter is sent by a task of its own, within a time limit. What goes wrong is logged without
//! addresses and links; whoever waits for a letter asks for another.

use crate::accounts::ResetMade;
use crate::accounts::invitations::Invited;
use domain::accounts::Email;
use domain::text::Title;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// A letter that is not on its way by then is given up.
const PATIENCE: Duration = Duration::from_secs(30);
/// So many letters are handed over at a time; others wait.
const AT_ONCE: usize = 4;

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// Not at all: for a server on the same machine or network.
    None,
    /// Begun in the open and then protected, or given up.
    StartTls,
    /// From the first byte on.
    Tls,
}

/// From whom letters come: an address, with a name where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(Mailbox);

/// The text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no e-mail address")]
pub struct SenderError;

impl FromStr for Sender {
    type Err = SenderError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| SenderError)
    }
}

/// Where and how mail is handed over. Has a password: never shown.
pub struct MailServer {
    /// Name or address of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub protection: Protection,
    /// User and password, where it asks for them.
    pub login: Option<(String, String)>,
    /// From whom letters come.
    pub from: Sender,
}

/// Why a letter did not get away. Says nothing of whom it was for.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address is none that mail can be sent to.
    #[error("the address cannot be written to")]
    Address,
    /// The letter could not be put together.
    #[error("the letter could not be put together")]
    Letter,
    /// The connection could not be protected as asked for.
    #[error("the connection to the mail server could not be protected")]
    Protection,
    /// The server did not answer in time.
    #[error("the mail server did not answer in time")]
    Late,
    /// The server said no, with this code.
    #[error("the mail server refused the letter ({0})")]
    Refused(String),
    /// The server could not be reached, or broke off.
    #[error("the mail server could not be reached")]
    Away,
}

/// Sends letters. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    server: Arc<MailServer>,
    permits: Arc<Semaphore>,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailer(…)")
    }
}

/// A letter in plain text.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    to: Email,
    name: Title,
    subject: &'static str,
    text: String,
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It has a link that lets people in.
        write!(f, "Letter({})", self.subject)
    }
}

impl Mailer {
    /// One that hands letters over to this server.
    #[must_use]
    pub fn new(server: MailServer) -> Self {
        Self { server: Arc::new(server), permits: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Sends a letter beside the request; logs where that fails.
    pub fn post(&self, letter: Letter) {
        let mailer = self.clone();
        tokio::spawn(async move {
            let Ok(_permit) = mailer.permits.acquire().await else { return };
            match mailer.deliver(&letter).await {
                Ok(()) => tracing::info!(subject = letter.subject, "a letter was handed to the mail server"),
                Err(error) => tracing::warn!(%error, subject = letter.subject, "a letter could not be sent"),
            }
        });
    }

    /// Hands a letter to the server.
    ///
    /// # Errors
    /// Where it did not take it in time.
    pub async fn deliver(&self, letter: &Letter) -> Result<(), MailError> {
        let message = self.message(letter)?;
        let sent = tokio::time::timeout(PATIENCE, self.transport()?.send(message)).await.map_err(|_| MailError::Late)?;
        sent.map(drop).map_err(|error| match error.status() {
            // The words of the server may repeat the address.
            Some(code) => MailError::Refused(code.to_string()),
            None if error.is_timeout() => MailError::Late,
            None if error.is_tls() => MailError::Protection,
            None => MailError::Away,
        })
    }

    fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
        let server = &self.server;
        let parameters = || TlsParameters::new(server.host.clone()).map_err(|_| MailError::Protection);
        let tls = match server.protection {
            Protection::None => Tls::None,
            Protection::StartTls => Tls::Required(parameters()?),
            Protection::Tls => Tls::Wrapper(parameters()?),
        };
        let builder =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host).port(server.port).tls(tls).timeout(Some(PATIENCE));
        let builder = match &server.login {
            Some((user, password)) => builder.credentials(Credentials::new(user.clone(), password.clone())),
            None => builder,
        };
        Ok(builder.build())
    }

    fn message(&self, letter: &Letter) -> Result<Message, MailError> {
        let address: Address = letter.to.as_str().parse().map_err(|_| MailError::Address)?;
        Message::builder()
            .from(self.server.from.0.clone())
            .to(Mailbox::new(Some(letter.name.to_string()), address))
            .subject(letter.subject)
            // RFC 3834: absence notes are not sent back to programs.
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|_| MailError::Letter)
    }
}

/// The letter with an invitation to this installation.
#[must_use]
pub fn invitation(public: &str, made: &Invited) -> Letter {
    let of = &made.invitation;
    let text = format!(
        "Hello {},\n\n{} invites you to Holdpoint at {public}.\nChoose a name and a password on this page, and your account is made:\n\n{}\n\n\
         The link works once, until {}. If you do not know what this is about, do nothing.\n",
        of.name,
        of.created_by_name,
        made.token.link(public),
        of.expires_at
    );
    Letter { to: of.email.clone(), name: of.name.clone(), subject: "You are invited to Holdpoint", text }
}

/// The letter with a link for a new password.
#[must_use]
pub fn reset(public: &str, made: &ResetMade) -> Letter {
    let text = format!(
        "Hello {},\n\nset a new password for your account at {public} on this page:\n\n{}\n\n\
         The link works once, until {}. If you did not ask for it, do nothing: your password stays as it is.\n",
        made.user.name,
        made.token.link(public),
        made.expires_at
    );
    Letter { to: made.user.email.clone(), name: made.user.name.clone(), subject: "A new password for Holdpoint", text }
}

#[cfg(test)]
mod tests {
    use super::{Letter, MailServer, Mailer, Protection, Sender};

    fn mailer() -> Mailer {
        let from = "Holdpoint <holdpoint@example.org>".parse().unwrap();
        Mailer::new(MailServer { host: "localhost".into(), port: 25, protection: Protection::None, login: None, from })
    }

    fn letter(name: &str, text: &str) -> Letter {
        Letter { to: "kim@example.org".parse().unwrap(), name: name.parse().unwrap(), subject: "A word", text: text.into() }
    }

    #[test]
    fn a_name_cannot_add_a_header_or_an_address() {
        let name = "Kim\" <eve@example.org>, \"x: y";
        let message = String::from_utf8(mailer().message(&letter(name, "one\ntwo")).unwrap().formatted()).unwrap();
        let (head, body) = message.split_once("\r\n\r\n").unwrap();
        assert_eq!(head.lines().filter(|line| line.starts_with("To:")).count(), 1, "{head}");
        assert!(head.contains("kim@example.org") && head.contains("Auto-Submitted: auto-generated"), "{head}");
        assert_eq!(mailer().message(&letter(name, "x")).unwrap().envelope().to().len(), 1);
        assert!(body.contains("two"));
        assert!("Kim\r\nBcc: eve@example.org".parse::<domain::text::Title>().map_or(true, |title| !title.as_str().contains('\n')));
    }

    #[test]
    fn neither_letters_nor_the_mailer_show_what_they_hold() {
        assert_eq!(format!("{:?} {:?}", letter("Kim", "https://secret"), mailer()), "Letter(A word) Mailer(…)");
        assert!("nobody".parse::<Sender>().is_err());
    }
}
