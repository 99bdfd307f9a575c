//! The links of a project, and the form for a new one.

use crate::exports::{section_boxes, sections_of};
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit, refused};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{Button, ButtonKind, Cell, Checkbox, Choice, HiddenInput, Kind, Notice, Pill, Problems, Select, Sheet, Table, TextInput};
use axum::Form;
use axum::response::Response;
use domain::Timestamp;
use domain::exports::Preset;
use leptos::prelude::*;
use service::accounts::Owner;
use service::exports::Audits;
use service::shares::{self, LONGEST_DAYS, Made, Share, ShareForm};

/// What stands for the project as it is.
const PRESENT: &str = "present";
/// For how many days a link holds where nobody says otherwise.
const DAYS: &str = "30";

pub(super) async fn page(visit: Visit) -> PageResult {
    shown(visit, None).await
}

async fn shown(visit: Visit, made: Option<Made>) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let (db, now) = (&visit.state.db, service::now());
    let links = shares::list(db, &owner, visit.page()).await?;
    let audits = shares::audits(db, &owner).await?;
    let (fields, public) = (visit.fields(), visit.state.public.to_string());
    let page = Page::new(format!("Share links of {}", owner.project().name), {
        let visit = visit.clone();
        move || {
            let base = format!("/projects/{}/shares", owner.project().slug);
            let rows = links.rows.iter().map(|share| row(share, &audits, &base, now)).collect::<Vec<_>>();
            let pages = pager(&visit, &links);
            let body = if rows.is_empty() {
                view! { <p class="none-yet">"No link was made yet. Whoever has a link reads one report, without an account, until it ends."</p> }.into_any()
            } else {
                view! {
                    <Table caption="Share links" cards=true>
                        <thead><tr><th scope="col">"For"</th><th scope="col">"State"</th><th scope="col">"Looked at"</th><th scope="col">"End it"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </Table>
                    {pages}
                }
                .into_any()
            };
            view! {
                {tabs(&owner, Tab::Exports, None)}
                <Problems problems=fields.problems()/>
                {made.map(|made| told(&made, &public))}
                <div class="split">
                    <Sheet title="Share links" main=true>{body}</Sheet>
                    {new(&owner, &audits, &fields)}
                </div>
            }
        }
    });
    Ok(page.done(&visit, &[("revoked", "The link is ended. Whoever follows it now finds nothing.")]))
}

/// The link is shown on the answer itself: it is kept nowhere, so no later page could show it.
pub(super) async fn make(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match created(&visit, &sent).await {
        Ok(made) => Page::of_result(&visit, shown(visit.clone(), Some(made)).await),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn created(visit: &Visit, sent: &Values) -> Result<Made, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let audit = match sent.get("audit") {
        "" | PRESENT => None,
        id => Some(id.parse().map_err(|_| PageError::NotFound)?),
    };
    let sections = match Preset::named(sent.get("preset")) {
        Some(preset) => preset.sections(),
        None => sections_of(sent.all("sections")),
    };
    let form = ShareForm {
        label: sent.get("label").to_owned(),
        audit,
        sections,
        files: sent.find("files").is_some(),
        days: sent.get("days").to_owned(),
        password: sent.get("password").to_owned(),
    };
    Ok(shares::create(&visit.state.db, &visit.state.hasher, &owner, form, service::now()).await?)
}

pub(super) async fn revoke(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let id = sent.get("share").parse().map_err(|_| PageError::NotFound)?;
    shares::revoke(&visit.state.db, &owner, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=revoked", visit.path)))
}

fn told(made: &Made, public: &str) -> AnyView {
    let link = format!("{public}/s/{}", made.token.as_str());
    let until = made.share.expires_at.day().to_string();
    let with = if made.share.password_hash.is_some() { " Tell the password on another way than the link." } else { "" };
    view! {
        <Notice kind=Kind::Ok title="The link is made">
            <p>"Copy it now: it is shown this once and kept nowhere. It is open until " {until} "." {with}</p>
            <p><code class="digest" id="share-link">{link.clone()}</code></p>
            <p><a href=link>"Open it"</a></p>
        </Notice>
    }
    .into_any()
}

fn new(owner: &Owner, audits: &Audits, fields: &Fields) -> AnyView {
    let action = format!("/projects/{}/shares", owner.project().slug);
    let present = Choice::new(PRESENT, "The project as it stands, each time anew");
    let rows = audits.rows.iter().map(|row| &row.assessment).map(|head| {
        let date = head.date.map_or_else(|| "without a date".to_owned(), |date| date.to_string());
        Choice::new(head.id.to_string(), format!("Frozen: {} ({date})", head.title))
    });
    let subjects = std::iter::once(present).chain(rows).collect::<Vec<_>>();
    let presets = Preset::ALL.into_iter().map(|preset| Choice::new(preset.as_str(), preset.words()));
    let presets = presets.chain([Choice::new("own", "The parts that I tick below")]).collect::<Vec<_>>();
    let boxes = section_boxes(fields);
    let value = |name: &str, stored: &str| fields.value(name, stored);
    let (files, hint) = (fields.ticked("files", true), format!("1 to {LONGEST_DAYS}."));
    let form = view! {
        <form method="post" action=action class="form">
            <TextInput name="label" label="For whom it is" value=value("label", "") error=fields.error("label") required=true maxlength=200 autocomplete="off"
                hint="Only you and other owners see this."/>
            <Select name="audit" label="What it shows" choices=subjects value=value("audit", PRESENT)/>
            <Select name="preset" label="The report is" choices=presets value=value("preset", Preset::Executive.as_str()) error=fields.error("sections")/>
            <details class="fold">
                <summary>"Parts of the report"</summary>
                <p class="hint">"Trend and changes name the audits before the one that is shared."</p>
                <fieldset class="fieldset"><legend class="unseen">"Parts of the report"</legend>{boxes}</fieldset>
            </details>
            <TextInput name="days" label="Open for so many days" kind="number" value=value("days", DAYS) error=fields.error("days") hint=hint required=true short=true autocomplete="off"/>
            <TextInput name="password" label="Password" kind="password" error=fields.error("password") optional=true autocomplete="new-password"
                hint="At least 12 characters. Without one, the link alone opens the report."/>
            <Checkbox name="files" label="The report can be taken along as a PDF" checked=files/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Make the link"</Button></div>
        </form>
    };
    view! { <Sheet title="New link">{form}</Sheet> }.into_any()
}

fn row(share: &Share, audits: &Audits, base: &str, now: Timestamp) -> AnyView {
    let label = share.label.to_string();
    let shows = match share.audit {
        None => "The project as it stands".to_owned(),
        Some(id) => {
            let head = audits.rows.iter().map(|row| &row.assessment).find(|head| head.id == id);
            head.map_or_else(|| "A frozen audit".to_owned(), |head| head.title.to_string())
        }
    };
    let with = if share.password_hash.is_some() { ", with a password" } else { "" };
    let made = format!("{shows}{with}; made {} by {}", share.created_at.day(), share.created_by_name);
    let (kind, word, second) = match &share.revoked {
        Some((at, name)) => (Kind::Neutral, "ended", format!("{} by {name}", at.day())),
        None if share.expires_at <= now => (Kind::Neutral, "run out", share.expires_at.day().to_string()),
        None => (Kind::Ok, "open", format!("until {}", share.expires_at.day())),
    };
    let views = match (share.views, share.viewed_at) {
        (0, _) | (_, None) => "never".to_owned(),
        (1, Some(at)) => format!("once, {at}"),
        (views, Some(at)) => format!("{views} times, last {at}"),
    };
    let open = share.revoked.is_none() && share.expires_at > now;
    let end = open.then(|| {
        let (action, id) = (format!("{base}/revoke"), share.id.to_string());
        view! {
            <form method="post" action=action>
                <HiddenInput name="share" value=id/>
                <Button kind=ButtonKind::Danger small=true>"End it"</Button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">{label}<span class="second">{made}</span></th>
            <Cell label="State"><Pill kind text=word/><span class="second">{second}</span></Cell>
            <Cell label="Looked at">{views}</Cell>
            <Cell label="End it">{end}</Cell>
        </tr>
    }
    .into_any()
}
