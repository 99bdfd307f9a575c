//! Recovery codes: for the day when the factors are lost.

use super::Confirmed;
use crate::history::Line;
use crate::keys::Keys;
use crate::{ServiceError, history};
use domain::Timestamp;
use domain::history::EventKind;
use domain::ids::UserId;
use std::fmt;
use storage::accounts::{factors, recovery};
use storage::{Db, Tx};

/// So many codes there are at once.
pub const CODES: usize = 10;
/// Letters of a code: 120 random bits, so that a keyed digest is enough to keep it by (ASVS 5.0, 6.5.2).
const LETTERS: usize = 24;
/// What a code was made for.
const PURPOSE: &str = "recovery";

/// Codes that were made just now, for the person who reads them once.
#[derive(Clone)]
pub struct Codes(Vec<String>);

impl Codes {
    fn generate() -> Result<Self, ServiceError> {
        // Crockford's base 32: no letter that looks like a digit.
        const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut bytes = [0_u8; CODES * LETTERS];
        getrandom::fill(&mut bytes).map_err(|_| ServiceError::Internal("no randomness"))?;
        let letters: Vec<char> =
            bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32)).map(|letter| char::from(*letter))).collect();
        let code = |letters: &[char]| letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-");
        Ok(Self(letters.chunks(LETTERS).map(code).collect()))
    }

    /// The codes, to be shown.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Debug for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Codes(…)")
    }
}

/// As it is digested, however it was typed: letters that look like digits are those digits.
fn bare(typed: &str) -> String {
    let letter = |ch: char| match ch.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    typed.chars().filter(char::is_ascii_alphanumeric).map(letter).collect()
}

/// Makes new codes; the old ones end.
///
/// # Errors
/// [`ServiceError::Refused`] where there is no second factor that could be lost.
pub async fn renew(db: &Db, keys: &Keys, who: &Confirmed, now: Timestamp) -> Result<Codes, ServiceError> {
    let mut tx = db.begin().await?;
    if factors::count(&mut tx, who.user().id).await? == 0 {
        return Err(ServiceError::Refused("Add a second factor first. Recovery codes come with it.".into()));
    }
    let codes = write(&mut tx, keys, who, now).await?;
    tx.commit().await?;
    Ok(codes)
}

pub(super) async fn write(tx: &mut Tx, keys: &Keys, who: &Confirmed, now: Timestamp) -> Result<Codes, ServiceError> {
    let (codes, user) = (Codes::generate()?, who.user().id);
    recovery::delete_all(tx, user).await?;
    for code in codes.iter() {
        recovery::insert(tx, user, &keys.tokens.digest(PURPOSE, &bare(code))).await?;
    }
    history::append(tx, &who.actor(), None, Line::of(EventKind::RecoveryCodesMade, user.0, format!("made {CODES} recovery codes")), now)
        .await?;
    Ok(codes)
}

/// Uses a code up; false where it is none of this person's.
pub(super) async fn use_up(tx: &mut Tx, keys: &Keys, user: UserId, typed: &str) -> Result<bool, ServiceError> {
    let code = bare(typed);
    if code.len() != LETTERS {
        return Ok(false);
    }
    for digest in keys.tokens.digests(PURPOSE, &code) {
        if recovery::use_up(tx, user, &digest).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_codes_come_at_once_and_none_is_like_another() {
        let codes = Codes::generate().unwrap();
        let all: std::collections::BTreeSet<&str> = codes.iter().collect();
        assert_eq!(all.len(), CODES);
        assert!(all.iter().all(|code| code.len() == LETTERS + LETTERS / 4 - 1), "{all:?}");
        assert_eq!(format!("{codes:?}"), "Codes(…)");
    }

    #[test]
    fn a_code_may_be_typed_without_hyphens_in_small_letters_and_with_letters_for_digits() {
        assert_eq!(bare("abcd-0123 O1lI"), "ABCD01230111");
    }
}
