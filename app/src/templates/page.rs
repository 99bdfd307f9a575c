//! The page of one template.

use super::differ::differences;
use super::parts::contents;
use crate::frame::{Page, PageError, PageResult, Visit};
use crate::overview::prose;
use crate::ui::{Button, ButtonKind, ButtonLink, Cell, Crumb, Fact, Kind, Notice, PageHead, Problems, Sheet, Table, TitleBlock};
use leptos::prelude::*;
use service::templates::{self, TemplatePage, VersionLine};

/// A version of a template that the address names, where it names one.
pub(super) fn number(visit: &Visit, name: &str) -> Result<Option<u32>, PageError> {
    match visit.query(name) {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| PageError::NotFound),
    }
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.signed_in().await?;
    let (version, from) = (number(&visit, "version")?, number(&visit, "from")?);
    let found = templates::show(&visit.state.db, &who, visit.param("key"), version, from).await?;
    let asked = visit.clone();
    let page = Page::new(found.template.parts().name.to_string(), move || {
        let here = format!("/templates/{}", found.template.parts().key);
        let diff = found.diff.as_ref().map(|diff| {
            let title = format!("From version {} to version {}", diff.from.version, diff.to.version);
            let list = differences(diff);
            view! { <Sheet title main=true id="differences">{list}</Sheet> }
        });
        view! {
            {head(&found, &here)}
            <Problems problems=visit.fields().problems()/>
            {notices(&found, &here)}
            {facts(&found, &here)}
            {diff}
            {contents(&found.template)}
            {versions(&found, &here)}
            {keep(&found, &here)}
        }
    });
    let sentences = [
        ("published", "The template is published. Everybody who is signed in can use it."),
        ("next", "The next version is published. Drafts that began with an older one are offered what is new."),
        ("withdrawn", "The template is no longer offered. What was begun with it goes on."),
        ("restored", "The template is offered again."),
    ];
    Ok(page.done(&asked, &sentences))
}

fn head(found: &TemplatePage, here: &str) -> impl IntoView + use<> {
    let parts = found.template.parts();
    let title = parts.name.to_string();
    let edits = found.keeps && found.head.as_ref().is_some_and(|head| head.withdrawn.is_none());
    let edit = format!("{here}/edit");
    let own = format!("/templates/new?from={}", parts.key);
    let actions = view! {
        {edits.then(|| view! { <ButtonLink href=edit kind=ButtonKind::Main>"Edit"</ButtonLink> })}
        <ButtonLink href=own>"Make your own of it"</ButtonLink>
    };
    view! { <PageHead title crumbs=vec![Crumb::new("Templates", "/templates")] actions=Some(actions.into_any())/> }
}

fn notices(found: &TemplatePage, here: &str) -> impl IntoView + use<> {
    let withdrawn = found.head.as_ref().and_then(|head| head.withdrawn.as_ref()).map(|gone| {
        let text = format!("{} took it out of the offer on {}. What was begun with it goes on.", gone.by_name, gone.at.day());
        view! { <Notice kind=Kind::Warn title="This template is withdrawn">{text}</Notice> }
    });
    let (version, newest, here) = (found.template.parts().version, found.newest, here.to_owned());
    let older = (version < newest).then(|| {
        let words = format!("Go to version {newest}");
        let title = format!("This is version {version}, not the newest");
        view! { <Notice kind=Kind::Info title><a href=here>{words}</a></Notice> }
    });
    view! { {withdrawn} {older} }
}

fn facts(found: &TemplatePage, here: &str) -> impl IntoView + use<> {
    let parts = found.template.parts();
    let from = found.head.as_ref().map_or_else(|| "Holdpoint".to_owned(), |head| head.owner_name.to_string());
    let (key, version, about) = (parts.key.to_string(), parts.version.to_string(), prose(&parts.description));
    let file = |format: &str| format!("{here}/file?format={format}&version={version}");
    let (toml, json) = (file("toml"), file("json"));
    view! {
        <Sheet title="What it is for">
            {about}
            <TitleBlock>
                <Fact name="Key">{key}</Fact>
                <Fact name="Version">{version}</Fact>
                <Fact name="From">{from}</Fact>
                <Fact name="Download"><a href=toml>"TOML"</a>" · "<a href=json>"JSON"</a>" · "<a href="/templates/schema">"Schema"</a></Fact>
            </TitleBlock>
        </Sheet>
    }
}

fn versions(found: &TemplatePage, here: &str) -> impl IntoView + use<> {
    let (shown, newest) = (found.template.parts().version, found.newest);
    let rows = found.versions.iter().map(|line| version(line, here, shown, newest)).collect_view();
    (found.versions.len() > 1).then(|| {
        view! {
            <Sheet title="Versions" count=found.versions.len().to_string()>
                <Table caption="Versions" cards=true>
                    <thead><tr><th scope="col">"Version"</th><th scope="col">"Published"</th><th scope="col">"Compare"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Sheet>
        }
    })
}

fn version(line: &VersionLine, here: &str, shown: u32, newest: u32) -> impl IntoView + use<> {
    let number = line.version;
    let (href, words) = (format!("{here}?version={number}"), format!("Version {number}"));
    let published = match (&line.author, line.at) {
        (Some(author), Some(at)) => format!("{author}, {}", at.day()),
        _ => "with Holdpoint".to_owned(),
    };
    let name = line.name.to_string();
    let compare = if number < newest {
        let (href, more) = (format!("{here}?from={number}#differences"), format!(" from version {number} to version {newest}"));
        view! { <a href=href>"What differs"<span class="unseen">{more}</span></a> }.into_any()
    } else {
        "newest".into_any()
    };
    let current = (number == shown).then_some("page");
    view! {
        <tr>
            <th scope="row"><a href=href aria-current=current>{words}</a><span class="second">{name}</span></th>
            <Cell label="Published">{published}</Cell>
            <Cell label="Compare">{compare}</Cell>
        </tr>
    }
}

/// What only the author and administrators may do beside editing.
fn keep(found: &TemplatePage, here: &str) -> impl IntoView + use<> {
    let gone = found.head.as_ref().is_some_and(|head| head.withdrawn.is_some());
    let here = here.to_owned();
    found.keeps.then(|| {
        let (title, action, text) = if gone {
            ("Offer it again", format!("{here}/restore"), "Everybody can begin audits with it again.")
        } else {
            (
                "Withdraw it",
                format!("{here}/withdraw"),
                "Nobody can begin an audit with it any more. What was begun goes on, and it can be offered again.",
            )
        };
        let kind = if gone { ButtonKind::Second } else { ButtonKind::Danger };
        view! {
            <Sheet title=title>
                <p>{text}</p>
                <form method="post" action=action><Button kind>{title}</Button></form>
            </Sheet>
        }
    })
}
