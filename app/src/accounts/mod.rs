//! Set-up, sign-in, second factors, one's own account, and the accounts of the installation.

mod account;
mod data;
mod devices;
mod erase;
mod factors;
mod forgot;
mod handed;
mod invitation;
mod invite;
mod nav;
mod person;
mod policy;
mod providers;
mod reset;
mod setup;
mod sign_in;
mod tokens;
mod users;

pub(crate) use handed::Handed;

pub(crate) use nav::{account_tabs, administration_tabs};

use crate::frame::{AppState, BY_PROVIDER, DEVICE, Done, PageError, USER, Visit, form, leads_up, local_path, post_form, show};
use axum::Router;
use axum::routing::post;
use domain::accounts::User;
use service::ServiceError;
use service::accounts::factors::second;
use service::accounts::sessions::{device, providers_suffice};

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/setup", form(setup::page, setup::act))
        .route("/sign-in", form(sign_in::page, sign_in::act))
        .route("/sign-out", post(sign_in::out))
        .route("/forgot", form(forgot::page, forgot::act))
        .route("/reset/{reset}", form(reset::page, reset::act))
        .route("/invitations/{invitation}", form(invitation::page, invitation::act))
        .route("/account", form(account::page, account::act))
        .route("/account/data", form(data::page, data::act))
        .route("/account/data/file", leads_up().merge(post(data::file)))
        .route("/account/name", leads_up().merge(post_form(account::page, account::rename)))
        .route("/account/sessions", show(devices::page))
        .route("/account/sessions/end", leads_up().merge(post_form(devices::page, devices::end)))
        .route("/account/sessions/end-others", leads_up().merge(post_form(devices::page, devices::end_others)))
        .route("/users", form(users::page, users::act))
        .route("/users/take-back", leads_up().merge(post_form(users::page, users::take_back)))
        .route("/users/invite", show(invite::page).post(invite::make))
        .route("/users/{user}", show(person::page))
        .route("/users/{user}/change", leads_up().merge(post_form(person::page, person::change)))
        .route("/users/{user}/rights", leads_up().merge(post_form(person::page, person::rights)))
        .route("/users/{user}/deactivate", leads_up().merge(post_form(person::page, person::deactivate)))
        .route("/users/{user}/reactivate", leads_up().merge(post_form(person::page, person::reactivate)))
        .route("/users/{user}/end-sessions", leads_up().merge(post_form(person::page, person::end_sessions)))
        .route("/users/{user}/reset-factors", leads_up().merge(post_form(person::page, person::reset_factors)))
        .route("/users/{user}/reset-link", leads_up().post(person::reset_link))
        .route("/users/{user}/erase", form(erase::page, erase::act))
        .route("/policy", form(policy::page, policy::act))
        .merge(tokens::routes())
        .merge(providers::routes())
        .merge(factors::routes())
}

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// With the set-up code or the password of the account.
    Password,
    /// By a provider, which asks for what it finds enough.
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
    // Whoever came by a provider and showed a second factor here goes out through the provider too.
    let came = if entry == Entry::SecondFactor { providers::came(&visit.session).await } else { None };
    begin_session(visit, user).await?;
    if let Some(came) = came {
        providers::note_came(&visit.session, came).await?;
    }
    if entry == Entry::Provider {
        visit.session.insert(BY_PROVIDER, true).await?;
    }
    Ok(Done::at(next))
}

/// Gives the session to a person. Its id changes: one that was set before sign-in must not become theirs.
async fn begin_session(visit: &Visit, user: &User) -> Result<(), PageError> {
    let waiting = providers::waiting_for(&visit.session, user).await?;
    visit.session.flush().await?;
    visit.session.insert(USER, user.id).await?;
    visit.session.insert(DEVICE, device(visit.address, &visit.agent)).await?;
    providers::wait_on(&visit.session, waiting).await?;
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

/// What is said of new passwords beside their field.
const PASSWORD_HINT: &str = "At least 12 characters, nothing common and nothing that is known of you. Several words are easy to remember.";
