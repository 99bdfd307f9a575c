//! Making tokens: what a person does, never a program.

use super::{Holder, PURPOSE, Token, named, tell};
use crate::accounts::proofs::{Actor, OwnerInPerson, Person};
use crate::keys::Keys;
use crate::{ServiceError, input, new_id};
use domain::accounts::{Scopes, TokenKind, TokenText};
use domain::history::EventKind;
use domain::text::Title;
use domain::{Day, Timestamp};
use storage::Db;
use storage::accounts::tokens;

/// The longest that a token holds, in days.
pub const LONGEST_DAYS: i64 = 365;
/// Most tokens of one person or project that hold at a time.
pub const MOST: i64 = 50;
/// Most characters of a name: it stands beside everything that is done with the token.
const NAME: usize = 60;

/// What is said about a new token, as typed.
#[derive(Clone, Debug, Default)]
pub struct TokenForm {
    /// What it is for, such as the name of a pipeline.
    pub name: String,
    /// Words of scopes.
    pub scopes: Vec<String>,
    /// `30`, `90`, `365` for so many days, or `date`.
    pub expiry: String,
    /// The last day, where `expiry` is `date`.
    pub until: String,
}

/// A new token: the only moment at which its text is known.
#[derive(Clone, Debug)]
pub struct Made {
    /// The token as it is kept.
    pub token: Token,
    /// The secret text.
    pub text: TokenText,
}

/// Makes a token for oneself.
///
/// # Errors
/// [`ServiceError::Invalid`] for what cannot be used, [`ServiceError::Refused`] where there are too many already.
pub async fn create(db: &Db, keys: &Keys, who: &Person, form: &TokenForm, now: Timestamp) -> Result<Made, ServiceError> {
    make(db, keys, &who.actor(), Holder::Person(who.user().id), form, now).await
}

/// Makes a token for a project.
///
/// # Errors
/// As [`create`].
pub async fn create_for_project(
    db: &Db,
    keys: &Keys,
    owner: &OwnerInPerson,
    form: &TokenForm,
    now: Timestamp,
) -> Result<Made, ServiceError> {
    make(db, keys, owner.actor(), Holder::Project(owner.id()), form, now).await
}

async fn make(db: &Db, keys: &Keys, by: &Actor, holder: Holder, form: &TokenForm, now: Timestamp) -> Result<Made, ServiceError> {
    let (name, scopes, expires_at) = form.read(now)?;
    let text = random(holder)?;
    let token = Token {
        id: new_id(),
        digest: keys.tokens.digest(PURPOSE, text.secret()),
        prefix: text.prefix().to_owned(),
        name,
        scopes,
        holder,
        created_at: now,
        created_by: by.user(),
        created_by_name: by.name().clone(),
        expires_at,
        used_at: None,
        revoked: None,
    };
    let mut tx = db.begin().await?;
    let (_, open) = tokens::count(&mut tx, holder, now).await?;
    if open >= MOST {
        return Err(ServiceError::Refused(format!(
            "There are {open} tokens already, and no more can be made. End one that is not needed."
        )));
    }
    tokens::insert(&mut tx, &token).await?;
    let told = format!("made {} for {}, which holds until {}", named(&token), token.scopes, token.expires_at);
    tell(&mut tx, by, EventKind::TokenCreated, &token, told, now).await?;
    tx.commit().await?;
    Ok(Made { token, text })
}

fn random(holder: Holder) -> Result<TokenText, ServiceError> {
    let kind = match holder {
        Holder::Person(_) => TokenKind::Personal,
        Holder::Project(_) => TokenKind::Project,
    };
    let mut bytes = [0_u8; TokenText::RANDOM];
    getrandom::fill(&mut bytes).map_err(|_| ServiceError::Internal("no randomness"))?;
    Ok(TokenText::of(kind, &bytes))
}

impl TokenForm {
    fn read(&self, now: Timestamp) -> Result<(Title, Scopes, Timestamp), ServiceError> {
        let name = input::title("name", "The name", &self.name)?;
        let length = name.as_str().chars().count();
        if length > NAME {
            let problem = format!("is {length} characters long; at most {NAME} are kept, so please shorten it");
            return Err(ServiceError::invalid("name", "The name", problem));
        }
        let scopes = Scopes::of(self.scopes.iter().map(String::as_str));
        let scopes = scopes.map_err(|error| ServiceError::invalid("scopes", "The scopes", error))?;
        Ok((name, scopes, self.end(now)?))
    }

    fn end(&self, now: Timestamp) -> Result<Timestamp, ServiceError> {
        const A_DAY: i64 = 24 * 3600;
        match self.expiry.as_str() {
            "30" => Ok(now.plus_seconds(30 * A_DAY)),
            "90" => Ok(now.plus_seconds(90 * A_DAY)),
            "365" => Ok(now.plus_seconds(LONGEST_DAYS * A_DAY)),
            "date" => {
                let day: Day = self.until.parse().map_err(|error| ServiceError::invalid("until", "The last day", error))?;
                let fits = (0..=LONGEST_DAYS).contains(&day.days_since(now.today()));
                let next = day.plus_days(1).filter(|_| fits);
                let problem = "has to be today or later, and at most a year away";
                Ok(Timestamp::start_of(next.ok_or_else(|| ServiceError::invalid("until", "The last day", problem))?))
            }
            _ => Err(ServiceError::invalid("expiry", "How long the token holds", "has to be chosen")),
        }
    }
}
