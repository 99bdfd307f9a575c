//! Set-up, sign-in, one's own account, and the accounts of the installation.

mod account;
mod data;
mod erase;
mod nav;
mod setup;
mod sign_in;
mod users;

pub(crate) use nav::{account_tabs, administration_tabs};

use crate::frame::{AppState, Done, PageError, USER, Visit, form, leads_up, local_path};
use axum::Router;
use axum::routing::post;
use domain::accounts::User;
use service::ServiceError;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/setup", form(setup::page, setup::act))
        .route("/sign-in", form(sign_in::page, sign_in::act))
        .route("/sign-out", post(sign_in::out))
        .route("/account", form(account::page, account::act))
        .route("/account/data", form(data::page, data::act))
        .route("/account/data/file", leads_up().merge(post(data::file)))
        .route("/users", form(users::page, users::act))
        .route("/users/{user}/erase", form(erase::page, erase::act))
}

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// With the set-up code or the password of the account.
    Password,
}

/// Lets somebody in who showed who they are, and leads on to a path of ours.
pub(crate) async fn enter(visit: &Visit, user: &User, entry: Entry, next: &str) -> Result<Done, PageError> {
    match entry {
        Entry::Password => begin_session(visit, user).await?,
    }
    Ok(Done::at(local_path(next)))
}

/// Gives the session to a person. Its id changes: one that was set before sign-in must not become theirs.
async fn begin_session(visit: &Visit, user: &User) -> Result<(), PageError> {
    visit.session.flush().await?;
    visit.session.insert(USER, user.id).await?;
    Ok(visit.session.cycle_id().await?)
}

/// The same new password twice, because nobody sees what is typed.
fn agree(first: &str, second: &str) -> Result<(), ServiceError> {
    if first == second {
        return Ok(());
    }
    Err(ServiceError::Invalid { field: "again", message: "The two passwords differ. Please type both once more.".into() })
}
