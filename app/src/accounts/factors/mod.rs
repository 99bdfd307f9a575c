//! Second factors: adding and removing one's own, the second step of signing in, and signing in with a passkey alone.

mod app;
mod ceremony;
mod codes;
mod confirm;
mod enter;
mod own;
mod passkey;
mod second;

pub(super) use enter::offer;
pub(super) use second::wait;

use crate::frame::{AppState, PageError, Visit, encoded, form, leads_up, post_form, show};
use axum::Router;
use axum::routing::post;
use domain::Timestamp;
use service::accounts::factors::Confirmed;
use service::accounts::factors::passkeys::{Asked, Challenge, Passkeys};

/// Under this name a session keeps when its person last showed who they are.
const CONFIRMED: &str = "confirmed";
/// Under this name a session keeps a challenge for a passkey until it is answered.
const CHALLENGE: &str = "challenge";

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/sign-in/second", form(second::page, second::act))
        .route("/sign-in/second/passkey", leads_up().merge(post_form(second::page, second::ask)))
        .route("/sign-in/second/answer", leads_up().merge(post_form(second::page, second::answer)))
        .route("/sign-in/passkey", form(enter::page, enter::ask))
        .route("/sign-in/passkey/answer", leads_up().merge(post_form(enter::page, enter::answer)))
        .route("/account/confirm", form(confirm::page, confirm::act))
        .route("/account/confirm/passkey", leads_up().merge(post_form(confirm::page, confirm::ask)))
        .route("/account/confirm/answer", leads_up().merge(post_form(confirm::page, confirm::answer)))
        .route("/account/factors", show(own::page))
        .route("/account/factors/rename", leads_up().merge(post_form(own::page, own::rename)))
        .route("/account/factors/remove", leads_up().merge(post_form(own::page, own::remove)))
        .route("/account/factors/codes", leads_up().merge(post(codes::renew)))
        .route("/account/factors/app", show(app::page).merge(post(app::add)))
        .route("/account/factors/app/begin", leads_up().merge(post_form(app::page, app::begin)))
        .route("/account/factors/passkey", show(passkey::page).merge(post(passkey::add)))
        .route("/account/factors/passkey/begin", leads_up().merge(post_form(passkey::page, passkey::begin)))
}

/// Notes that the person showed just now who they are.
pub(super) async fn note_confirmed(visit: &Visit) -> Result<(), PageError> {
    Ok(visit.session.insert(CONFIRMED, service::now()).await?)
}

/// Proof that the person showed a moment ago who they are, or the way to do so.
async fn confirmed(visit: &Visit) -> Result<Confirmed, PageError> {
    confirmed_for(visit, "/account/factors").await
}

/// As [`confirmed`], for another page that hands out keys of the door: the way leads back to it.
pub(super) async fn confirmed_for(visit: &Visit, next: &str) -> Result<Confirmed, PageError> {
    let (who, _) = visit.at_door().await?;
    let at = visit.session.get::<Timestamp>(CONFIRMED).await?;
    let way = || PageError::Elsewhere(format!("/account/confirm?next={}", encoded(next)));
    Confirmed::within(who, at, service::now()).ok_or_else(way)
}

/// Passkeys of the address of this installation, where browsers know any there.
fn passkeys(visit: &Visit) -> Option<Passkeys> {
    Passkeys::at(&visit.state.public)
}

/// As [`passkeys`], for what cannot be done without.
fn passkeys_needed(visit: &Visit) -> Result<Passkeys, PageError> {
    passkeys(visit).ok_or(PageError::NotFound)
}

/// Keeps a challenge until it is answered; one that was there before is none any more.
async fn keep(visit: &Visit, challenge: Challenge) -> Result<(), PageError> {
    Ok(visit.session.insert(CHALLENGE, challenge).await?)
}

/// The challenge that waits, where it is one for this.
async fn kept(visit: &Visit, asked: Asked) -> Result<Option<Challenge>, PageError> {
    Ok(visit.session.get::<Challenge>(CHALLENGE).await?.filter(|challenge| challenge.asked() == asked))
}

/// Takes the challenge out, and writes so at once: whatever comes of the answer, there is no second one to it.
async fn taken(visit: &Visit) -> Result<Challenge, PageError> {
    let challenge = visit.session.remove(CHALLENGE).await?.ok_or_else(|| PageError::Elsewhere(visit.path.clone()))?;
    visit.session.save().await?;
    Ok(challenge)
}
