//! What leaves the installation or comes in from outside: files, links, badges, invitations, tokens and results of pipelines.

use super::UseCase;
use crate::world::{World, at};
use domain::accounts::Role;
use domain::exports::{Choice, Extent, Format, Preset, Request, Section, Subject};
use service::accounts::invitations::Joined;
use service::accounts::tokens::TokenForm;
use service::accounts::{self, SignedIn};
use service::keys::Keys;
use service::shares::ShareForm;
use service::verifications::ResultForm;
use service::{PageNumber, ServiceError, badges, exports, shares, verifications};
use std::time::Duration;

/// What leaves the installation.
pub(super) async fn act(world: &World, who: &SignedIn, use_case: UseCase) -> Result<(), ServiceError> {
    let (db, slug) = (&world.db, "kiln");
    match use_case {
        UseCase::Export | UseCase::ExportWhole => {
            let format = if use_case == UseCase::Export { Format::Markdown } else { Format::Json };
            let request =
                Request { format, subject: Subject::Present, sections: Choice::from(Preset::Executive), extent: Extent::default() };
            let viewer = who.viewer(db, slug).await?;
            exports::read(db, &viewer, Subject::Present, at()).await?;
            let id = exports::start(db, &viewer, request, Duration::from_mins(1), at).await?;
            exports::fetch(db, &viewer, id, at()).await.map(drop)
        }
        UseCase::Share => {
            let owner = who.owner(db, slug).await?;
            let form = ShareForm { label: "Board".into(), sections: vec![Section::Summary], days: "7".into(), ..ShareForm::default() };
            let made = shares::create(db, &world.hasher, &owner, form, at()).await?;
            shares::revoke(db, &owner, made.share.id, at()).await
        }
        _ => {
            let owner = who.owner(db, slug).await?;
            badges::allow(db, &owner, true, at()).await?;
            badges::allow(db, &owner, false, at()).await
        }
    }
}

/// What lets somebody in who is not here yet.
pub(super) async fn let_in(world: &World, who: &SignedIn, use_case: UseCase) -> Result<(), ServiceError> {
    let (db, keys, viewer) = (&world.db, &Keys::random().unwrap(), who.viewer(&world.db, "kiln").await?);
    if use_case == UseCase::Invite {
        let (owner, email) = (viewer.owner()?, format!("friend-of-{}", who.user().email));
        let Joined::Invited(made) = accounts::invitations::join(db, keys, &owner, &email, Role::Viewer, at()).await? else {
            return Err(ServiceError::Internal("somebody has that address"));
        };
        accounts::invitations::list_of_project(db, &owner, PageNumber::FIRST, at()).await?;
        return accounts::invitations::take_back_from_project(db, &owner, made.invitation.id, at()).await;
    }
    let owner = viewer.owner_in_person()?;
    let form = TokenForm { name: "ci".into(), scopes: vec!["read".into()], expiry: "30".into(), ..TokenForm::default() };
    let made = accounts::tokens::create_for_project(db, keys, &owner, &form, at()).await?;
    accounts::tokens::list_of_project(db, &owner, PageNumber::FIRST, at()).await?;
    accounts::tokens::revoke_of_project(db, &owner, made.token.id, at()).await
}

/// What a pipeline does.
pub(super) async fn post_result(world: &World, who: &SignedIn) -> Result<(), ServiceError> {
    let reporter = who.viewer(&world.db, "kiln").await?.reporter()?;
    let row = verifications::list(&world.db, &reporter, None, PageNumber::FIRST, at()).await?.page.rows.remove(0);
    let form = ResultForm { outcome: "pass".into(), ..ResultForm::default() };
    verifications::post(&world.db, &reporter, row.id, &form, at()).await.map(drop)
}
