//! The form in which an owner takes over the gates of a template.

use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, tabs};
use crate::records::version;
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, HiddenInput, Problems, Select, Sheet};
use leptos::prelude::*;
use service::{PageNumber, gates, templates};

pub(super) async fn page(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let offered = templates::list(&visit.state.db, &visit.signed_in().await?, false, PageNumber::FIRST).await?.page;
    let fields = visit.fields();
    Ok(Page::new(format!("Gates from a template for {}", owner.project().name), move || {
        let place = format!("/projects/{}/gates", owner.project().slug);
        let (action, version) = (visit.path.clone(), owner.project().version.0.to_string());
        let choices: Vec<Choice> = offered.rows.iter().map(|row| Choice::new(row.edition.key.to_string(), row.name.to_string())).collect();
        let (chosen, error) = (fields.value("template", ""), fields.error("template"));
        view! {
            {tabs(&owner, Tab::Gates, None)}
            <Problems problems=fields.problems()/>
            <Sheet title="Gates from a template">
                <p>"A goal that is here already gets what the template demands for it, and goals that are not here are added behind. Others stay. What is here now is kept as a former version."</p>
                <form method="post" action=action class="form">
                    <HiddenInput name="version" value=version/>
                    <Select name="template" label="Template" hint="What each one demands stands on its page under Templates." choices value=chosen error/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Take over its gates"</Button><ButtonLink href=place>"Cancel"</ButtonLink></div>
                </form>
            </Sheet>
        }
    })
    .narrow())
}

pub(super) async fn take(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    gates::take(&visit.state.db, &owner, version(&sent)?, sent.get("template"), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/gates?done=taken", owner.project().slug)))
}
