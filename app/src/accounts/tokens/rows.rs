//! Tokens in a table, each with the way to end it.

use crate::ui::{Button, ButtonKind, Cell, HiddenInput, Kind, Pill, Table};
use domain::Timestamp;
use leptos::prelude::*;
use service::accounts::tokens::Token;

/// A token, and what stands beside its name: whose it is, where the page has those of many.
pub(super) struct Row<'a> {
    pub(super) token: &'a Token,
    pub(super) whose: Option<String>,
}

/// The table; `base` is the path of its page.
pub(super) fn table<'a>(rows: impl Iterator<Item = Row<'a>>, base: &str, now: Timestamp) -> AnyView {
    let rows = rows.map(|row| line(&row, base, now)).collect::<Vec<_>>();
    view! {
        <Table caption="API tokens" cards=true>
            <thead>
                <tr>
                    <th scope="col">"Token"</th><th scope="col">"May"</th><th scope="col">"State"</th><th scope="col">"Last used"</th>
                    <th scope="col">"End it"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn line(row: &Row<'_>, base: &str, now: Timestamp) -> AnyView {
    let token = row.token;
    let (name, prefix, scopes) = (token.name.to_string(), format!("{}…", token.prefix), token.scopes.to_string());
    let by = row.whose.clone().unwrap_or_else(|| token.created_by_name.to_string());
    let made = format!("made {} by {by}", token.created_at.day());
    let (kind, word, second) = match &token.revoked {
        Some((at, name)) => (Kind::Neutral, "ended", format!("{} by {name}", at.day())),
        None if token.expires_at <= now => (Kind::Neutral, "run out", token.expires_at.to_string()),
        None => (Kind::Ok, "holds", format!("until {}", token.expires_at)),
    };
    let used = token.used_at.map_or_else(|| "never".to_owned(), |at| at.to_string());
    let open = token.revoked.is_none() && token.expires_at > now;
    let end = open.then(|| {
        let (action, id, label) = (format!("{base}/revoke"), token.id.to_string(), format!("End the token {name} now"));
        // Asked twice without a script: the button is behind a fold.
        view! {
            <details class="fold">
                <summary>"End it"<span class="unseen">{format!(": {}", token.name)}</span></summary>
                <form method="post" action=action class="stack-tight">
                    <p>"Programs that use it are refused at once. This cannot be undone."</p>
                    <HiddenInput name="token" value=id/>
                    <Button kind=ButtonKind::Danger small=true label=label>"End it now"</Button>
                </form>
            </details>
        }
    });
    view! {
        <tr>
            <th scope="row">{name}<span class="second"><code>{prefix}</code> " " {made}</span></th>
            <Cell label="May">{scopes}</Cell>
            <Cell label="State"><Pill kind text=word/><span class="second">{second}</span></Cell>
            <Cell label="Last used">{used}</Cell>
            <Cell label="End it">{end}</Cell>
        </tr>
    }
    .into_any()
}
