//! One-time passwords of an app (RFC 6238): SHA-1, six digits, thirty seconds, one step before and after.

use super::{Added, Confirmed, named};
use crate::ServiceError;
use crate::keys::Keys;
use domain::Timestamp;
use domain::accounts::FactorKind;
use domain::ids::UserId;
use qrcode::{Color, QrCode};
use serde::{Deserialize, Serialize};
use std::fmt;
use storage::accounts::factors::{self, Kept};
use storage::{Db, Tx};
use totp_rs::{Builder, Totp};

/// Bytes of a secret (RFC 4226, section 4).
const SECRET_BYTES: usize = 20;
/// What the secret is sealed for.
const PURPOSE: &str = "totp";

/// A secret that no code has confirmed yet, sealed: it waits in the session.
#[derive(Clone, Serialize, Deserialize)]
pub struct Begun {
    user: UserId,
    sealed: Vec<u8>,
}

impl fmt::Debug for Begun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Begun(…)")
    }
}

/// What the app has to learn, for the person who reads it.
#[derive(Clone)]
pub struct Shown {
    /// The secret in groups of four, to be typed.
    pub secret: String,
    /// The address for apps on this very device.
    pub link: String,
    /// The modules of the QR code in a line.
    pub width: usize,
    /// The dark modules as the path of an SVG, a module being one unit.
    pub path: String,
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shown(…)")
    }
}

/// Makes a secret.
///
/// # Errors
/// Where the system has no randomness.
pub fn begin(keys: &Keys, who: &Confirmed) -> Result<Begun, ServiceError> {
    let mut secret = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut secret).map_err(|_| ServiceError::Internal("no randomness"))?;
    Ok(Begun { user: who.user().id, sealed: keys.data.seal(PURPOSE, &secret)? })
}

/// What the app has to learn of a secret that waits.
///
/// # Errors
/// [`ServiceError::NotFound`] where somebody else began it.
pub fn show(keys: &Keys, who: &Confirmed, begun: &Begun) -> Result<Shown, ServiceError> {
    let totp = opened(keys, who, begun)?;
    let failed = |_| ServiceError::Internal("a secret could not be written as an address");
    let link = totp.to_url().map_err(failed)?;
    let code = QrCode::new(&link).map_err(|_| ServiceError::Internal("a secret could not be drawn"))?;
    let letters: Vec<char> = totp.secret().to_base32().chars().filter(|letter| *letter != '=').collect();
    let secret = letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    Ok(Shown { secret, link, width: code.width(), path: path(&code) })
}

/// Adds the app, if the code is one that it makes now. The step of that code is used with it.
///
/// # Errors
/// [`ServiceError::Invalid`] for a wrong code or a name that cannot be used.
pub async fn add(
    db: &Db,
    keys: &Keys,
    who: &Confirmed,
    begun: &Begun,
    name: &str,
    code: &str,
    now: Timestamp,
) -> Result<Added, ServiceError> {
    let totp = opened(keys, who, begun)?;
    let factor = named(who, FactorKind::Totp, name, now)?;
    let Some(counter) = step(&totp, &digits(code), now) else {
        let message =
            "The code is not the one that the app shows now. Look whether the clock of the device is right, then type the next one.";
        return Err(ServiceError::Invalid { field: "code", message: message.into() });
    };
    let mut tx = db.begin().await?;
    let kept = Kept { factor, data: begun.sealed.clone(), credential: None, counter };
    let added = super::add(&mut tx, keys, who, kept, now).await?;
    tx.commit().await?;
    Ok(added)
}

/// Uses a code of one of these apps; false where it is wrong, or its step or a later one was used before.
pub(super) async fn use_code(tx: &mut Tx, keys: &Keys, kept: &[Kept], code: &str, now: Timestamp) -> Result<bool, ServiceError> {
    for one in kept.iter().filter(|one| one.factor.kind == FactorKind::Totp) {
        // One whose key is gone gives no codes any more; that must not stand in the way of the others, or of recovery codes.
        let Ok(secret) = keys.data.open(PURPOSE, &one.data) else {
            tracing::warn!(factor = %one.factor.id, "the key of a second factor is not in the ring any more");
            continue;
        };
        let totp = totp(secret, "")?;
        if let Some(step) = step(&totp, code, now)
            && factors::use_step(tx, one.factor.id, step, now).await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The digits of what was typed, as long as there is nothing else but spaces.
pub(super) fn digits(typed: &str) -> String {
    typed.chars().filter(|ch| !ch.is_whitespace()).collect()
}

fn opened(keys: &Keys, who: &Confirmed, begun: &Begun) -> Result<Totp, ServiceError> {
    if begun.user != who.user().id {
        return Err(ServiceError::NotFound);
    }
    totp(keys.data.open(PURPOSE, &begun.sealed)?, who.user().email.as_str())
}

/// The library's defaults are those of the RFC: SHA-1, six digits, thirty seconds, one step of skew.
fn totp(secret: Vec<u8>, account: &str) -> Result<Totp, ServiceError> {
    // A colon ends the issuer in the address.
    let totp = Builder::new().with_secret(secret).with_issuer(Some("Holdpoint")).with_account_name(account.replace(':', "."));
    totp.build().map_err(|_| ServiceError::Internal("a secret for one-time passwords cannot be used"))
}

fn step(totp: &Totp, code: &str, now: Timestamp) -> Option<i64> {
    let seconds = now.to_utc().timestamp().try_into().ok()?;
    totp.check(code, seconds).and_then(|step| step.try_into().ok())
}

/// Each run of dark modules as a rectangle.
fn path(code: &QrCode) -> String {
    use std::fmt::Write as _;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{x} {y}h{0}v1h-{0}z", run.len());
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B: the secret “12345678901234567890”, the last six of the eight digits.
        let totp = totp(b"12345678901234567890".to_vec(), "kim@example.org").unwrap();
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let at: Timestamp = chrono::DateTime::from_timestamp(seconds, 0).unwrap().into();
            assert_eq!(step(&totp, code, at), Some(seconds / 30));
            assert_eq!(step(&totp, code, at.plus_seconds(30)), Some(seconds / 30));
            assert_eq!(step(&totp, code, at.plus_seconds(-30)), Some(seconds / 30));
            assert_eq!(step(&totp, code, at.plus_seconds(60)), None);
            assert_eq!(step(&totp, code, at.plus_seconds(-60)), None);
        }
    }

    #[test]
    fn the_path_has_a_rectangle_for_each_run_of_dark_modules() {
        let path = path(&QrCode::new("x").unwrap());
        assert!(path.starts_with("M0 0h7v1h-7z"), "the edge of a finder pattern: {path}");
    }
}
