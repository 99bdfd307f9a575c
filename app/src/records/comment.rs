//! Comments: the form below a record, and the page on which one's own words are changed.

use super::throw::record;
use super::words::words;
use super::{newer, path, version};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Problems, Sheet};
use domain::ids::CommentId;
use domain::records::Fact;
use leptos::prelude::*;
use service::accounts::Viewer;
use service::comments;

/// Adds a comment; the form names the record, and stands on its page.
pub(crate) async fn add(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (record, speaker) = (record(&sent)?, visit.viewer().await?.speaker()?);
    let comment = comments::add(&visit.state.db, &speaker, record, sent.get("comment"), service::now()).await?;
    Ok(Done::at(at(&visit, &speaker, comment.id).await?))
}

/// The address of a comment leads to its place on the page of its record.
pub(super) async fn one(visit: Visit) -> PageResult {
    let (id, viewer): (CommentId, _) = (visit.id("comment")?, visit.viewer().await?);
    Err(PageError::Elsewhere(at(&visit, &viewer, id).await?))
}

/// The place of a comment on the page of its record.
async fn at(visit: &Visit, viewer: &Viewer, id: CommentId) -> Result<String, PageError> {
    let place = comments::place(&visit.state.db, viewer, id).await?;
    let page = if place.page > 1 { format!("?talk={}", place.page) } else { String::new() };
    Ok(format!("{}{page}#comment-{id}", path(viewer.project().slug.as_str(), place.record)))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, speaker): (CommentId, _) = (visit.id("comment")?, visit.viewer().await?.speaker()?);
    let comment = comments::find_own(&visit.state.db, &speaker, id).await?;
    let people = service::people::list(&visit.state.db, &speaker).await?;
    let typed = visit.fields();
    Ok(Page::new("Change a comment", move || {
        let back = format!("/projects/{}/comments/{id}", speaker.project().slug);
        let value = typed.value("comment", comment.body.as_str());
        let saved = [Fact::new("comment", "Comment", &comment.body)];
        let form = view! {
            <form method="post" action=format!("{back}/edit") class="form">
                <HiddenInput name="version" value=comment.version.0.to_string()/>
                {words(&people, value, typed.error("comment"), 6)}
                <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button><ButtonLink href=back.clone()>"Cancel"</ButtonLink></div>
            </form>
            <form method="post" action=format!("{back}/delete")>
                <HiddenInput name="version" value=comment.version.0.to_string()/>
                <Button kind=ButtonKind::Danger>"Delete the comment"</Button>
            </form>
        };
        view! {
            {tabs(&speaker, Tab::Overview, None)}
            <Problems problems=typed.problems()/>
            {newer(&typed, comment.version, &saved)}
            <Sheet title="Change your comment">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, speaker): (CommentId, _) = (visit.id("comment")?, visit.viewer().await?.speaker()?);
    comments::change(&visit.state.db, &speaker, id, version(&sent)?, sent.get("comment"), service::now()).await?;
    Ok(Done::at(at(&visit, &speaker, id).await?))
}

pub(super) async fn delete(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, speaker): (CommentId, _) = (visit.id("comment")?, visit.viewer().await?.speaker()?);
    let comment = comments::delete(&visit.state.db, &speaker, id, version(&sent)?, service::now()).await?;
    Ok(Done::at(format!("{}?uncomment={id}#comments", path(speaker.project().slug.as_str(), comment.record))))
}

pub(super) async fn restore(visit: Visit, _: Values) -> Result<Done, PageError> {
    let (id, speaker): (CommentId, _) = (visit.id("comment")?, visit.viewer().await?.speaker()?);
    comments::restore(&visit.state.db, &speaker, id, service::now()).await?;
    Ok(Done::at(at(&visit, &speaker, id).await?))
}
