//! The page on which an owner allows badges and finds what to paste elsewhere.

use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, HiddenInput, Problems, Sheet};
use leptos::prelude::*;
use service::accounts::Owner;
use service::badges;

pub(super) async fn page(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let allowed = badges::allowed(&visit.state.db, &owner).await?;
    let (fields, public) = (visit.fields(), visit.state.public.to_string());
    let page = Page::new(format!("Badges of {}", owner.project().name), move || {
        let action = format!("/projects/{}/badges", owner.project().slug);
        let since = allowed.as_ref().map(|(at, name)| format!("Allowed since {} by {name}.", at.day()));
        let (words, button, kind, to) = if allowed.is_some() {
            (
                "Anybody who knows the name of the project in addresses sees these figures, without signing in.",
                "End the badges",
                ButtonKind::Danger,
                "no",
            )
        } else {
            (
                "A badge is a picture with one figure, for a README or a wiki. While it is allowed, anybody who knows the name of the project in addresses sees score, verdicts and the number of blockers, without signing in.",
                "Allow badges",
                ButtonKind::Main,
                "yes",
            )
        };
        let list = allowed.is_some().then(|| pictures(&owner, &public));
        view! {
            {tabs(&owner, Tab::Exports, None)}
            <Problems problems=fields.problems()/>
            <Sheet title="Badges" main=true>
                <p>{words}</p>
                <p class="small muted">{since}</p>
                <form method="post" action=action class="form">
                    <HiddenInput name="allow" value=to/>
                    <div class="form-actions"><Button kind>{button}</Button></div>
                </form>
            </Sheet>
            {list}
        }
    });
    Ok(page.done(&visit, &[("allowed", "Badges can be seen by anybody now."), ("forbidden", "The badges are ended.")]))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let allow = sent.get("allow") == "yes";
    badges::allow(&visit.state.db, &owner, allow, service::now()).await?;
    Ok(Done::at(format!("{}?done={}", visit.path, if allow { "allowed" } else { "forbidden" })))
}

fn pictures(owner: &Owner, public: &str) -> AnyView {
    let project = owner.project();
    let slug = &project.slug;
    let goals =
        project.gates.gates.iter().map(|gate| (format!("Verdict on {}", gate.name), format!("/badges/{slug}/goals/{}.svg", gate.goal)));
    let all = [("Score".to_owned(), format!("/badges/{slug}/score.svg"))].into_iter().chain(goals);
    let all = all.chain([("Open blockers".to_owned(), format!("/badges/{slug}/blockers.svg"))]);
    let rows = all.map(|(name, path)| {
        let markdown = format!("[![{name}]({public}{path})]({public}/projects/{slug})");
        let alt = name.clone();
        view! {
            <li class="row badge-row">
                <span class="badge-name">{name}</span>
                <img src=path alt=alt height="20"/>
                <code class="digest">{markdown}</code>
            </li>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <Sheet title="To paste into Markdown"><ul class="rows">{rows}</ul></Sheet> }.into_any()
}
