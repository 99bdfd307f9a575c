//! The first account.

use super::hashing::Hasher;
use super::proofs::Actor;
use super::users::{NewUser, insert};
use crate::history::Line;
use crate::{ServiceError, history};
use domain::Timestamp;
use domain::accounts::User;
use domain::history::{EventKind, Source};
use std::fmt;
use storage::Db;
use storage::accounts::users;

/// The one-time code that is printed in the log while there is no account: whoever can read the log may set up.
#[derive(Clone)]
pub struct SetupCode(String);

impl SetupCode {
    /// A new code of 80 random bits, in groups that can be typed.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub fn generate() -> Result<Self, ServiceError> {
        // Crockford's base 32: no letter that looks like a digit.
        const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|_| ServiceError::Internal("no randomness"))?;
        let letters: Vec<char> =
            bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32)).map(|letter| char::from(*letter))).collect();
        Ok(Self(letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")))
    }

    /// Compares without telling by its time how much was right.
    fn matches(&self, given: &str) -> bool {
        let bare = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).map(|ch| ch.to_ascii_uppercase()).collect::<String>();
        let (kept, given) = (bare(&self.0), bare(given));
        kept.len() == given.len() && kept.bytes().zip(given.bytes()).fold(0, |off, (a, b)| off | (a ^ b)) == 0
    }
}

/// For the log and the person who reads it.
impl fmt::Display for SetupCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SetupCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetupCode(…)")
    }
}

/// True while nobody can sign in: there is no account, or there are only such as came with a restored project and have no password yet.
///
/// # Errors
/// Where the database fails.
pub async fn needs_setup(db: &Db) -> Result<bool, ServiceError> {
    Ok(!users::any_with_password(&mut db.read().await?).await?)
}

/// Makes the first account that somebody can sign in with, an administrator's.
///
/// # Errors
/// [`ServiceError::Invalid`] for a wrong code or unusable details, [`ServiceError::Refused`] where somebody can sign in already.
pub async fn set_up(
    db: &Db,
    hasher: &Hasher,
    code: &SetupCode,
    given: &str,
    new: NewUser,
    source: Source,
    now: Timestamp,
) -> Result<User, ServiceError> {
    if !code.matches(given) {
        return Err(ServiceError::invalid("code", "The code", "is not the one that the server printed in its log at this start"));
    }
    let (user, password) = new.check(hasher, true, now).await?;
    let hash = hasher.hash(password).await?;
    let mut tx = db.begin().await?;
    if users::any_with_password(&mut tx).await? {
        return Err(ServiceError::Refused("This installation is set up already. Please sign in.".into()));
    }
    insert(&mut tx, &user, &hash).await?;
    let summary = format!("set up this installation as {}", user.email);
    history::append(&mut tx, &Actor::person(&user, source), None, Line::of(EventKind::UserAdded, user.id.0, summary), now).await?;
    tx.commit().await?;
    Ok(user)
}

#[cfg(test)]
mod tests {
    use super::SetupCode;

    #[test]
    fn a_code_may_be_typed_without_its_hyphens_and_in_small_letters() {
        let code = SetupCode::generate().unwrap();
        assert!(code.matches(&code.to_string().replace('-', " ").to_lowercase()));
        assert!(!code.matches(""));
        assert!(!code.matches(&SetupCode::generate().unwrap().to_string()));
    }
}
