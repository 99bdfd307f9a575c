//! Which two audits are compared.

use crate::frame::{PageError, PageResult, Visit};
use crate::overview::Place;
use crate::ui::{Button, Choice, Select};
use domain::ids::AssessmentId;
use leptos::prelude::*;
use service::assessments::AssessmentSummary;

/// The form of the page leads here, and this to the page of the pair.
pub(super) async fn lead(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let chosen = |name: &str| visit.query(name).parse::<AssessmentId>().map_err(|_| PageError::NotFound);
    Err(PageError::Elsewhere(super::path(&Place::from(&viewer), chosen("from")?, chosen("to")?)))
}

/// Two lists of audits and a button.
pub(super) fn form(place: &Place, audits: &[AssessmentSummary], from: AssessmentId, to: AssessmentId) -> impl IntoView + use<> {
    let choices = |chosen: AssessmentId| {
        let mut choices: Vec<Choice> = audits.iter().map(choice).collect();
        // One that is older than those offered stays chosen.
        if !audits.iter().any(|audit| audit.assessment.id == chosen) {
            choices.push(Choice::new(chosen.to_string(), "an older one"));
        }
        choices
    };
    let action = place.link("/changes/choose");
    view! {
        <form method="get" action=action class="filters changes-pair" aria-label="Compare other audits">
            <Select name="from" label="From" choices=choices(from) value=from.to_string()/>
            <Select name="to" label="To" choices=choices(to) value=to.to_string()/>
            <Button>"Compare"</Button>
        </form>
    }
}

fn choice(audit: &AssessmentSummary) -> Choice {
    let title: String = audit.assessment.title.as_str().chars().take(60).collect();
    let note = if audit.counts() { "" } else { " (does not count)" };
    Choice::new(audit.assessment.id.to_string(), format!("{}: {title}{note}", audit.ordered_on))
}
