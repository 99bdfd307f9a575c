//! The list of issues by severity, and what narrows it.

use super::issue::{Shown, dismissed, open};
use crate::frame::{Page, PageResult, Values, Visit, encoded};
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::ui::{Button, Choice, EmptyState, Kind, NavLink, Notice, Problems, Select, Sheet, SubNav};
use domain::ids::AssessmentId;
use domain::lint::{Issue, RuleId, Severity};
use leptos::prelude::*;
use service::lint::{self, Linted};
use std::collections::BTreeSet;

/// So many issues stand on one page.
const SIZE: u32 = 50;

/// What is asked for, by the address or by a form that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// One audit instead of the newest.
    pub(super) assessment: Option<AssessmentId>,
    dismissed: bool,
    rule: Option<RuleId>,
}

impl Asked {
    /// Of a page: by its address, or as a form that came back sent it.
    pub(super) fn of(visit: &Visit) -> Self {
        Self::read(|name| visit.fields().value(name, visit.query(name)))
    }

    /// Of a form that was just sent.
    pub(super) fn of_form(sent: &Values) -> Self {
        Self::read(|name| sent.get(name).to_owned())
    }

    fn read(value: impl Fn(&str) -> String) -> Self {
        Self {
            assessment: value("assessment").parse().ok(),
            dismissed: value("state") == "dismissed",
            rule: RuleId::from_word(&value("rule")),
        }
    }

    /// What is asked for, as pairs of an address or a form.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let assessment = self.assessment.map(|id| ("assessment", id.to_string()));
        let state = self.dismissed.then(|| ("state", "dismissed".to_owned()));
        let rule = self.rule.map(|rule| ("rule", rule.code().to_owned()));
        [assessment, state, rule].into_iter().flatten().collect()
    }

    /// The address of the list with these words more.
    pub(super) fn link(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = self.pairs().into_iter().map(|(name, value)| format!("{name}={}", encoded(&value)));
        let pairs: Vec<String> = own.chain(more.iter().map(|(name, value)| format!("{name}={value}"))).collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (viewer, asked, now) = (visit.viewer().await?, Asked::of(&visit), service::now());
    let linted = match asked.assessment {
        Some(id) => lint::of_assessment(&visit.state.db, &viewer, id, now).await?,
        None => lint::of_project(&visit.state.db, &viewer, now).await?,
    };
    let shown_of = visit.clone();
    let page = Page::new(format!("Lint of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let typed = visit.fields();
        let shown = Shown { place: &place, asked: &asked, typed: &typed, audit: linted.audit.as_ref().map(|(id, _)| *id) };
        let (body, pages) = body(&visit, &shown, &asked, &linted);
        view! {
            {tabs(&viewer, Tab::Lint, None)}
            <Problems problems=typed.problems()/>
            {looked_at(&place, &asked, &linted).into_any()}
            {states(&place, &asked, &linted).into_any()}
            {narrow(&place, &asked, &linted).into_any()}
            {body}
            {pages}
        }
    });
    Ok(page.done(
        &shown_of,
        &[("dismissed", "The issue is dismissed. It comes back when what it is about changes."), ("reopened", "The issue is open again.")],
    ))
}

/// What was looked at, and what was not.
fn looked_at(place: &Place, asked: &Asked, linted: &Linted) -> impl IntoView + use<> {
    let audit = linted.audit.as_ref().map(|(id, title)| {
        let (href, title) = (place.assessment(*id), title.to_string());
        view! { <a href=href>{title}</a>" and the registers as they are now." }
    });
    let none = audit.is_none().then_some("The registers as they are now; there is no audit that counts yet.");
    let newest = asked.assessment.map(|_| view! { " "<a href=place.link("/lint")>"Look at the newest audit instead"</a> });
    let cut = (!linted.cut.is_empty()).then(|| {
        let text = format!("There are more {} than lint looks at: only the first 10,000 of each were.", linted.cut.join(", "));
        view! { <Notice kind=Kind::Warn title="Not everything was looked at">{text}</Notice> }
    });
    view! { <p class="muted">"Looked at: "{audit}{none}{newest}</p> {cut} }
}

fn states(place: &Place, asked: &Asked, linted: &Linted) -> impl IntoView + use<> {
    let here = place.link("/lint");
    let link = |label: &str, dismissed: bool, count: usize| {
        let other = Asked { dismissed, ..asked.clone() };
        let link = NavLink::new(label, other.link(&here, &[]), "");
        NavLink { current: dismissed == asked.dismissed, ..link.with_count(u32::try_from(count).unwrap_or(u32::MAX)) }
    };
    let links = vec![link("Open", false, linted.open.len()), link("Dismissed", true, linted.dismissed.len())];
    view! { <SubNav label="Issues" links/> }
}

fn narrow(place: &Place, asked: &Asked, linted: &Linted) -> impl IntoView + use<> {
    let rules: Vec<RuleId> = if asked.dismissed {
        linted.dismissed.iter().map(|(issue, _)| issue.rule).collect()
    } else {
        linted.open.iter().map(|issue| issue.rule).collect()
    };
    let found: BTreeSet<RuleId> = rules.into_iter().chain(asked.rule).collect();
    let choice = |rule: &RuleId| Choice::new(rule.code(), format!("{} {}", rule.code(), rule.title()));
    let choices: Vec<Choice> = [Choice::new("", "Every rule")].into_iter().chain(found.iter().map(choice)).collect();
    // With one rule there is nothing to choose.
    let worth = found.len() > 1 || asked.rule.is_some();
    let kept = Asked { rule: None, ..asked.clone() }.pairs();
    let kept = kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    let (here, value) = (place.link("/lint"), asked.rule.map(|rule| rule.code().to_owned()).unwrap_or_default());
    worth.then(|| {
        view! {
            <form method="get" action=here class="filters" role="search" aria-label="Issues">
                {kept}
                <Select name="rule" label="Rule" choices value=value/>
                <Button>"Filter"</Button>
            </form>
        }
    })
}

fn body(visit: &Visit, shown: &Shown<'_>, asked: &Asked, linted: &Linted) -> (AnyView, AnyView) {
    let meant = |issue: &Issue| asked.rule.is_none_or(|rule| issue.rule == rule);
    if asked.dismissed {
        let rows: Vec<_> = linted.dismissed.iter().filter(|(issue, _)| meant(issue)).collect();
        let page = service::Page::of_all(rows, visit.page(), SIZE);
        let pages = beside(visit, &page);
        if page.rows.is_empty() {
            return (nothing(asked, linted), pages);
        }
        let rows = page.rows.into_iter().map(|(issue, why)| dismissed(shown, issue, why)).collect_view();
        return (view! { <Sheet title="Dismissed"><ul class="issues">{rows}</ul></Sheet> }.into_any(), pages);
    }
    let rows: Vec<_> = linted.open.iter().filter(|issue| meant(issue)).collect();
    let page = service::Page::of_all(rows, visit.page(), SIZE);
    let pages = beside(visit, &page);
    if page.rows.is_empty() {
        return (nothing(asked, linted), pages);
    }
    let groups = page.rows.chunk_by(|one, other| one.severity == other.severity).filter_map(|rows| Some((rows.first()?.severity, rows)));
    let groups = groups.map(|(severity, rows)| {
        let total = linted.open.iter().filter(|issue| issue.severity == severity && meant(issue)).count();
        let rows = rows.iter().map(|issue| open(shown, issue)).collect_view();
        view! { <Sheet title=severity.plural() count=total.to_string()><ul class="issues">{rows}</ul></Sheet> }
    });
    (groups.collect_view().into_any(), pages)
}

/// The way to the pages beside this one; its rows are drawn already.
fn beside<T>(visit: &Visit, page: &service::Page<T>) -> AnyView {
    let (total, number, size) = (page.total, page.number, page.size);
    pager(visit, &service::Page { rows: Vec::<()>::new(), total, number, size }).into_any()
}

fn nothing(asked: &Asked, linted: &Linted) -> AnyView {
    let (title, text) = match (asked.dismissed, asked.rule) {
        (true, _) => {
            ("Nothing is dismissed", "An issue that is meant so is dismissed with a reason. It moves here until what it is about changes.")
        }
        (false, Some(_)) => ("No issue of this rule", "Choose another rule, or look at all of them."),
        (false, None) if linted.audit.is_none() => (
            "Nothing is at odds",
            "Import a readiness report: lint compares what it says with itself and with the registers of the project.",
        ),
        (false, None) => ("Nothing is at odds", "No contradiction, nothing out of date. Lint looks again whenever this page is opened."),
    };
    view! { <EmptyState title text/> }.into_any()
}

/// The shape that stands for a severity.
pub(super) const fn kind(severity: Severity) -> Kind {
    match severity {
        Severity::Error => Kind::Bad,
        Severity::Warning => Kind::Warn,
        Severity::Note => Kind::Info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_in_the_address() {
        let asked = Asked { assessment: None, dismissed: true, rule: Some(RuleId::NoOwner) };
        assert_eq!(
            asked.link("/projects/dock/lint", &[("done", "reopened")]),
            "/projects/dock/lint?state=dismissed&rule=HP007&done=reopened"
        );
        assert_eq!(Asked::default().link("/projects/dock/lint", &[]), "/projects/dock/lint");
    }
}
