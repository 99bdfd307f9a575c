//! Passkeys (Web Authentication, level 2): adding, showing, and signing in with nothing else.
//!
//! A challenge waits in the session, and whoever takes it takes it out: it is answered once. Every use asks the device to know its owner
//! (user verification), so a passkey is two factors in one.

use super::{Added, Confirmed, MOST, named};
use crate::accounts::proofs::{Actor, Person};
use crate::history::Line;
use crate::keys::Keys;
use crate::{ServiceError, history};
use domain::Timestamp;
use domain::accounts::{FactorKind, User};
use domain::digest::sha256;
use domain::history::{EventKind, Source};
use domain::ids::UserId;
use serde::{Deserialize, Serialize};
use std::fmt;
use storage::accounts::factors::{self, Kept};
use storage::accounts::users;
use storage::{Db, Tx, Window};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// For so many seconds a challenge can be answered.
const SECONDS: i64 = 300;

/// Passkeys of the address at which browsers reach this installation.
#[derive(Clone)]
pub struct Passkeys(Webauthn);

impl Passkeys {
    /// Passkeys of this address; `None` where browsers know none: they need a name, not a number, and HTTPS unless it is this machine.
    #[must_use]
    pub fn at(public: &str) -> Option<Self> {
        let origin = Url::parse(public).ok()?;
        let host = origin.domain()?;
        let local = host == "localhost" || host.ends_with(".localhost");
        if origin.scheme() != "https" && !local {
            return None;
        }
        WebauthnBuilder::new(host, &origin).ok()?.rp_name("Holdpoint").build().ok().map(Self)
    }
}

impl fmt::Debug for Passkeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passkeys")
    }
}

/// What a browser is asked, and what its answer is checked by. Waits in the session.
#[derive(Clone, Serialize, Deserialize)]
pub struct Challenge {
    options: String,
    since: Timestamp,
    state: State,
}

/// What a browser is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A new passkey.
    New,
    /// One of a person who is known.
    Own,
    /// Any, of whoever it is.
    Any,
}

#[derive(Clone, Serialize, Deserialize)]
enum State {
    Add(UserId, PasskeyRegistration),
    Show(UserId, PasskeyAuthentication),
    Enter(DiscoverableAuthentication),
}

impl Challenge {
    fn new(options: &impl Serialize, state: State, now: Timestamp) -> Result<Self, ServiceError> {
        let failed = |_| ServiceError::Internal("a challenge could not be written");
        Ok(Self { options: serde_json::to_string(options).map_err(failed)?, since: now, state })
    }

    /// What the browser is asked, as JSON; the one secret in it is random and used once.
    #[must_use]
    pub fn options(&self) -> &str {
        &self.options
    }

    /// What the browser is asked for.
    #[must_use]
    pub const fn asked(&self) -> Asked {
        match self.state {
            State::Add(..) => Asked::New,
            State::Show(..) => Asked::Own,
            State::Enter(_) => Asked::Any,
        }
    }

    fn in_time(self, now: Timestamp) -> Result<State, ServiceError> {
        if (0..SECONDS).contains(&now.seconds_since(self.since)) { Ok(self.state) } else { Err(refused()) }
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Challenge(…)")
    }
}

/// Begins to add a passkey.
///
/// # Errors
/// Where the database fails.
pub async fn begin_adding(db: &Db, passkeys: &Passkeys, who: &Confirmed, now: Timestamp) -> Result<Challenge, ServiceError> {
    let user = who.user();
    let known = read_all(&factors::list(&mut db.read().await?, user.id, Window::first(MOST)).await?)?;
    let known = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
    let begun = passkeys.0.start_passkey_registration(user.id.0, user.email.as_str(), user.name.as_str(), Some(known));
    let (options, state) = begun.map_err(|_| ServiceError::Internal("a passkey could not be asked for"))?;
    let mut options = serde_json::to_value(&options).map_err(|_| ServiceError::Internal("a challenge could not be written"))?;
    // The library asks for none that is found without a name. Where the device can keep one, its owner can sign in with it alone.
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection") {
        selection["residentKey"] = "preferred".into();
    }
    Challenge::new(&options, State::Add(user.id, state), now)
}

/// Adds the passkey that the browser answers with.
///
/// # Errors
/// [`ServiceError::Refused`] where the answer is none to the challenge, [`ServiceError::Invalid`] for a name that cannot be used.
pub async fn add(
    db: &Db,
    (keys, passkeys): (&Keys, &Passkeys),
    who: &Confirmed,
    challenge: Challenge,
    (name, answer): (&str, &str),
    now: Timestamp,
) -> Result<Added, ServiceError> {
    let factor = named(who, FactorKind::Passkey, name, now)?;
    let State::Add(user, state) = challenge.in_time(now)? else { return Err(refused()) };
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| refused())?;
    if user != who.user().id {
        return Err(refused());
    }
    let passkey = passkeys.0.finish_passkey_registration(&answer, &state).map_err(|_| refused())?;
    let kept = Kept { factor, data: written(&passkey)?, credential: Some(sha256(passkey.cred_id())), counter: 0 };
    let mut tx = db.begin().await?;
    let added = super::add(&mut tx, keys, who, kept, now).await?;
    tx.commit().await?;
    Ok(added)
}

/// Begins to ask for a passkey of somebody who is signed in.
///
/// # Errors
/// [`ServiceError::Refused`] where the person has none.
pub async fn begin_confirming(db: &Db, passkeys: &Passkeys, who: &Person, now: Timestamp) -> Result<Challenge, ServiceError> {
    let kept = factors::list(&mut db.read().await?, who.user().id, Window::first(MOST)).await?;
    ask(passkeys, who.user().id, &kept, now)
}

/// Begins to ask for one of these passkeys.
pub(super) fn ask(passkeys: &Passkeys, user: UserId, kept: &[Kept], now: Timestamp) -> Result<Challenge, ServiceError> {
    let known = read_all(kept)?;
    if known.is_empty() {
        return Err(ServiceError::Refused("There is no passkey on this account.".into()));
    }
    let begun = passkeys.0.start_passkey_authentication(&known);
    let (options, state) = begun.map_err(|_| ServiceError::Internal("a passkey could not be asked for"))?;
    Challenge::new(&options, State::Show(user, state), now)
}

/// Checks an answer to [`ask`] and notes the use.
pub(super) async fn check(
    tx: &mut Tx,
    passkeys: &Passkeys,
    user: UserId,
    challenge: Challenge,
    answer: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let State::Show(asked, state) = challenge.in_time(now)? else { return Err(refused()) };
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| refused())?;
    let kept = factors::get_by_credential(tx, &sha256(answer.get_credential_id())).await?;
    let kept = kept.filter(|kept| kept.factor.user == user && asked == user).ok_or_else(refused)?;
    let result = passkeys.0.finish_passkey_authentication(&answer, &state).map_err(|_| refused())?;
    note(tx, &kept, &result, now).await
}

/// Begins a sign-in with a passkey and nothing else.
///
/// # Errors
/// Never in practice.
pub fn begin_entering(passkeys: &Passkeys, now: Timestamp) -> Result<Challenge, ServiceError> {
    let begun = passkeys.0.start_discoverable_authentication();
    let (options, state) = begun.map_err(|_| ServiceError::Internal("a passkey could not be asked for"))?;
    Challenge::new(&options, State::Enter(state), now)
}

/// Signs in whoever the passkey belongs to. The caller then gives the session a new id and writes the user on it.
///
/// # Errors
/// [`ServiceError::Refused`] with one text for all failures: it must not tell which passkeys are known.
pub async fn enter(
    db: &Db,
    passkeys: &Passkeys,
    challenge: Challenge,
    answer: &str,
    source: Source,
    now: Timestamp,
) -> Result<User, ServiceError> {
    let State::Enter(state) = challenge.in_time(now)? else { return Err(refused()) };
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| refused())?;
    let (owner, credential) = passkeys.0.identify_discoverable_authentication(&answer).map_err(|_| refused())?;
    let mut tx = db.begin().await?;
    let kept = factors::get_by_credential(&mut tx, &sha256(credential)).await?;
    let kept = kept.filter(|kept| kept.factor.user.0 == owner).ok_or_else(refused)?;
    let user = users::get(&mut tx, kept.factor.user).await?.filter(|user| user.deactivated_at.is_none()).ok_or_else(refused)?;
    let known = read(&kept)?;
    let result = passkeys.0.finish_discoverable_authentication_v2(&answer, state, &known).map_err(|_| refused())?;
    note(&mut tx, &kept, &result, now).await?;
    let line = Line::of(EventKind::SignedIn, user.id.0, format!("signed in with the passkey “{}”", kept.factor.name));
    history::append(&mut tx, &Actor::person(&user, source), None, line, now).await?;
    tx.commit().await?;
    Ok(user)
}

/// Notes a use that was right; its count has to go on, or the passkey may have been copied.
async fn note(tx: &mut Tx, kept: &Kept, result: &AuthenticationResult, now: Timestamp) -> Result<(), ServiceError> {
    let mut passkey = read(kept)?;
    passkey.update_credential(result);
    let fresh = factors::use_passkey(tx, kept.factor.id, &written(&passkey)?, result.counter().into(), now).await?;
    if result.user_verified() && fresh { Ok(()) } else { Err(refused()) }
}

fn refused() -> ServiceError {
    ServiceError::Refused("The passkey was not accepted: it is not known here, or it took too long. Try again, or go another way.".into())
}

fn read(kept: &Kept) -> Result<Passkey, ServiceError> {
    serde_json::from_slice(&kept.data).map_err(|_| ServiceError::Internal("a kept passkey cannot be read"))
}

fn read_all(kept: &[Kept]) -> Result<Vec<Passkey>, ServiceError> {
    kept.iter().filter(|kept| kept.factor.kind == FactorKind::Passkey).map(read).collect()
}

fn written(passkey: &Passkey) -> Result<Vec<u8>, ServiceError> {
    serde_json::to_vec(passkey).map_err(|_| ServiceError::Internal("a passkey could not be written"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_there_where_browsers_allow_them() {
        for public in ["https://ready.example", "https://ready.example:8443", "http://localhost:3000", "http://a.localhost"] {
            assert!(Passkeys::at(public).is_some(), "{public}");
        }
        for public in ["http://ready.example", "http://127.0.0.1:3000", "https://192.0.2.7", "http://[::1]:3000", "", "localhost"] {
            assert!(Passkeys::at(public).is_none(), "{public}");
        }
    }

    #[test]
    fn a_challenge_runs_out_and_does_not_show_its_state() {
        let now = crate::now();
        let challenge = begin_entering(&Passkeys::at("http://localhost:3000").unwrap(), now).unwrap();
        assert_eq!(format!("{challenge:?}"), "Challenge(…)");
        assert!(challenge.options().contains("\"userVerification\":\"required\""), "{}", challenge.options());
        assert!(challenge.clone().in_time(now.plus_seconds(SECONDS - 1)).is_ok());
        assert!(challenge.clone().in_time(now.plus_seconds(SECONDS)).is_err());
        assert!(challenge.in_time(now.plus_seconds(-1)).is_err());
    }
}
