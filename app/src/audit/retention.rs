//! How long lines are kept, and whether reading is noted.

use crate::accounts::administration_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, Checkbox, Crumb, HiddenInput, PageHead, Problems, TextInput};
use domain::Version;
use leptos::prelude::*;
use service::ServiceError;
use service::audit::{self, PolicyForm};

pub(super) async fn page(visit: Visit) -> PageResult {
    let admin = visit.signed_in().await?.admin()?;
    let policy = audit::policy(&visit.state.db, &admin).await?;
    let (fields, tabs) = (visit.fields(), administration_tabs(&visit));
    let page = Page::new("Retention of the audit log", move || {
        let days = |name: &str, days: u32| fields.value(name, &days.to_string());
        view! {
            <PageHead title="Retention of the audit log" crumbs=vec![Crumb::new("Audit log", "/audit")]/>
            {tabs}
            <Problems problems=fields.problems()/>
            <form method="post" action="/audit/retention" class="form">
                <HiddenInput name="version" value=policy.version.0.to_string()/>
                <p>"Lines are deleted on the day after their last one, and a signed gap says how many there were. 0 keeps them for ever. "
                    "Ticks and resolutions that trends are counted from stay in any case."</p>
                <TextInput name="security" label="Days for lines on security" kind="number" value=days("security", policy.security)
                    error=fields.error("security") short=true hint="Sign-in, accounts, roles, tokens, exports and share links."/>
                <TextInput name="changes" label="Days for lines on changes" kind="number" value=days("changes", policy.changes)
                    error=fields.error("changes") short=true hint="What was changed in projects. The activity of a project shows the same lines."/>
                <TextInput name="access" label="Days for lines on access to reports" kind="number" value=days("access", policy.access)
                    error=fields.error("access") short=true hint="Who opened which report, where that is noted."/>
                <Checkbox name="log_reading" label="Note who opens reports" checked=fields.ticked("log_reading", policy.log_reading)
                    hint="Frozen assessments, reports, files and share links: at most one line an hour for each person and report. Tell those whom it is about."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button></div>
            </form>
        }
    });
    Ok(page.done(&visit, &[("saved", "Saved. What is past its time is deleted within some minutes.")]))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    let seen: Version = sent.get("version").parse().map_err(|_| PageError::Service(ServiceError::Stale))?;
    let form = PolicyForm {
        security: sent.get("security").to_owned(),
        changes: sent.get("changes").to_owned(),
        access: sent.get("access").to_owned(),
        log_reading: sent.find("log_reading").is_some(),
    };
    audit::set_policy(&visit.state.db, &admin, seen, &form, service::now()).await?;
    Ok(Done::at("/audit/retention?done=saved"))
}
