//! Set-up, sign-in, second factors, one's own account, and the accounts of the installation.

mod account;
mod factors;
mod nav;
mod policy;
mod setup;
mod sign_in;
mod users;

pub(crate) use nav::{account_tabs, administration_tabs};

use crate::frame::{AppState, BY_PROVIDER, Done, PageError, USER, Visit, form, local_path};
use axum::Router;
use axum::routing::post;
use domain::accounts::User;
use service::ServiceError;
use service::accounts::factors::second;
use service::accounts::sessions::providers_suffice;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/setup", form(setup::page, setup::act))
        .route("/sign-in", form(sign_in::page, sign_in::act))
        .route("/sign-out", post(sign_in::out))
        .route("/account", form(account::page, account::act))
        .route("/users", form(users::page, users::act))
        .route("/policy", form(policy::page, policy::act))
        .merge(factors::routes())
}

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// With the set-up code or the password of the account.
    Password,
    /// By a provider, which asks for what it finds enough.
    #[allow(dead_code, reason = "the room of providers makes it")]
    Provider,
    /// With a passkey and nothing else.
    Passkey,
    /// With a second factor, after the password.
    SecondFactor,
}

/// Lets somebody in who showed who they are, and leads on to a path of ours; or to the second step, where there is one.
pub(crate) async fn enter(visit: &Visit, user: &User, entry: Entry, next: &str) -> Result<Done, PageError> {
    let (state, next) = (&visit.state, local_path(next));
    let may_wait = match entry {
        Entry::Password => true,
        Entry::Provider => !providers_suffice(&state.db).await?,
        Entry::Passkey | Entry::SecondFactor => false,
    };
    if may_wait && let Some(pending) = second::begin(&state.db, &state.keys, user, service::now()).await? {
        return factors::wait(visit, pending, next).await;
    }
    begin_session(visit, user).await?;
    if entry == Entry::Provider {
        visit.session.insert(BY_PROVIDER, true).await?;
    }
    Ok(Done::at(next))
}

/// Gives the session to a person. Its id changes: one that was set before sign-in must not become theirs.
async fn begin_session(visit: &Visit, user: &User) -> Result<(), PageError> {
    visit.session.flush().await?;
    visit.session.insert(USER, user.id).await?;
    factors::note_confirmed(visit).await?;
    Ok(visit.session.cycle_id().await?)
}

/// The same new password twice, because nobody sees what is typed.
fn agree(first: &str, second: &str) -> Result<(), ServiceError> {
    if first == second {
        return Ok(());
    }
    Err(ServiceError::Invalid { field: "again", message: "The two passwords differ. Please type both once more.".into() })
}
