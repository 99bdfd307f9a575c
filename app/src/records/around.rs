//! What stands below a record on its page: what is said about it, and what happened to it.

use super::path;
use super::throw::named;
use super::words::words;
use crate::frame::{Fields, Visit};
use crate::history::lines;
use crate::projects::pager_of;
use crate::ui::{Button, ButtonKind, Kind, Notice, Sheet};
use domain::comments::Comment;
use domain::ids::CommentId;
use domain::people::Mentionable;
use domain::records::RecordRef;
use leptos::prelude::*;
use service::accounts::Viewer;
use service::records::Around;

/// Comments with the form for one more, and the history of the record.
pub(crate) fn around(visit: &Visit, viewer: &Viewer, record: RecordRef, around: &Around) -> impl IntoView + use<> {
    let slug = viewer.project().slug.to_string();
    let me = viewer.person();
    let used = viewer.project().archived_at.is_none();
    let people = &around.people;
    let said = around.comments.rows.iter().map(|comment| said(&slug, people, comment, used && me == Some(comment.author))).collect_view();
    let none = around.comments.rows.is_empty().then(|| view! { <p class="none-yet">"Nobody has said anything yet."</p> });
    let form = used.then(|| form(&slug, record, &visit.fields(), people));
    let count = around.comments.total.to_string();
    let (undo, pages, events) =
        (taken_back(visit, &slug), pager_of(visit, "talk", "comments", &around.comments), lines(&slug, &around.events, false));
    view! {
        <Sheet title="Comments" id="comments" count>
            {undo}
            {none}
            <ol class="comments">{said}</ol>
            {pages}
            {form}
        </Sheet>
        <Sheet title="Activity" id="activity">{events}</Sheet>
    }
}

fn taken_back(visit: &Visit, slug: &str) -> impl IntoView + use<> {
    let id: Option<CommentId> = visit.query("uncomment").parse().ok();
    let slug = slug.to_owned();
    id.map(|id| {
        let action = format!("/projects/{slug}/comments/{id}/restore");
        view! {
            <Notice kind=Kind::Ok>
                <form class="cluster" method="post" action=action>
                    <span>"The comment is deleted."</span>
                    <Button small=true>"Undo"</Button>
                </form>
            </Notice>
        }
    })
}

fn said(slug: &str, people: &[Mentionable], comment: &Comment, own: bool) -> impl IntoView + use<> {
    let href = format!("/projects/{slug}/comments/{}", comment.id);
    let edit = format!("{href}/edit");
    let label = format!("Change the comment of {}", comment.created_at);
    let datetime = comment.created_at.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let edited = comment.edited_at.map(|at| view! { <span>{format!("changed {at}")}</span> });
    let html = domain::markdown::render_naming(comment.body.as_str(), people).replace("<pre>", "<pre tabindex=\"0\">");
    let change = own.then(|| view! { <a href=edit aria-label=label>"Change"</a> });
    view! {
        <li class="comment" id=format!("comment-{}", comment.id)>
            <p class="row-meta"><strong>{comment.author_name.to_string()}</strong><a href=href><time datetime=datetime>{comment.created_at.to_string()}</time></a>{edited}{change}</p>
            <div class="comment-body"><div class="prose" inner_html=html></div></div>
        </li>
    }
}

fn form(slug: &str, record: RecordRef, typed: &Fields, people: &[Mentionable]) -> impl IntoView + use<> {
    let action = format!("{}/comments", path(slug, record));
    let (value, error) = (typed.value("comment", ""), typed.error("comment"));
    view! {
        <form method="post" action=action class="form comment-form">
            {named(record)}
            {words(people, value, error, 4)}
            <div class="form-actions"><Button kind=ButtonKind::Main>"Comment"</Button></div>
        </form>
    }
}
