//! From what was read in a report to rows of the domain. Values that cannot be used stay readable as text.
//!
//! Identities come from outside: whoever keeps the rows makes them.

mod registers;

pub use registers::registers;

use super::inline::words;
use super::reading as read;
use crate::assessments::{Category, Finding, GoalAnswer, Note, Points, Rag, Rating, Severity, Stated, StatedScore, Weight};
use crate::blockers::{Blocker, BlockerState, Resolution, Tier, Waiver};
use crate::checklists::{Done, Item, SetAside};
use crate::criteria::CriterionState;
use crate::ids::{AssessmentId, BlockerId, CategoryId, ChecklistId, FindingId, ItemId, NoteId, ProjectId, RiskId};
use crate::people::Assignee;
use crate::risks::{Acceptance, Closure, Exposure, Level, Polarity, Response, Risk};
use crate::text::{Markdown, Title, match_key};
use crate::{Timestamp, Version};

/// Where rows of registers come from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The project they belong to.
    pub project: ProjectId,
    /// The audit that names them.
    pub assessment: AssessmentId,
    /// Who brought the report in.
    pub by_name: &'a Title,
    /// When.
    pub at: Timestamp,
}

/// A title that fits, and a body that begins with the whole wording where it did not.
#[must_use]
pub fn titled(text: &str, body: Option<&str>) -> (Title, Markdown) {
    let (title, whole) = Title::cut(text).unwrap_or_else(|| (Title::untitled(), None));
    let body = [whole.as_deref(), body].into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    (title, markdown(&body))
}

/// The text as Markdown, without signs that cannot be shown and cut where it is too long.
#[must_use]
pub fn markdown(text: &str) -> Markdown {
    let clean =
        |text: &str| text.chars().filter(|ch| !ch.is_control() || matches!(ch, '\n' | '\t')).take(Markdown::LIMIT).collect::<String>();
    text.parse().or_else(|_| clean(text).parse()).unwrap_or_default()
}

/// An item of a checklist, with its text cut already.
#[must_use]
pub fn item(
    id: ItemId,
    list: ChecklistId,
    position: i32,
    row: &read::ItemReading,
    (text, whole): (Title, Option<String>),
    done: Option<Done>,
    set_aside: Option<SetAside>,
) -> Item {
    Item {
        id,
        checklist: list,
        position,
        text,
        detail: markdown(&[whole.as_deref(), row.detail.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("\n\n")),
        assignee: named(row.owner.as_deref()),
        due: row.kept.due,
        blocking: row.blocking,
        needs_verification: row.kept.needs_verification,
        verified_until: None,
        done,
        set_aside,
        lines: Some(row.lines),
        version: Version::FIRST,
    }
}

/// What the author states about the whole.
#[must_use]
pub fn stated(reading: &read::Reading) -> Stated {
    let score = |score: &read::StatedScore| StatedScore { value: score.value, high: score.value_high, max: score.max };
    Stated {
        overall: reading.overall.as_ref().map(score),
        previous: reading.previous_overall.as_ref().map(score),
        decision: reading.decision.as_ref().map(|stated| stated.text.clone()),
        status: reading.status.as_ref().map(|stated| stated.text.clone()),
        per_goal: reading.goal_decisions.iter().map(|row| GoalAnswer { goal: row.goal.clone(), answer: row.answer.clone() }).collect(),
    }
}

/// A category: its points where it has some, else the colour that its status names.
#[must_use]
pub fn category(id: CategoryId, at: i32, row: &read::CategoryReading) -> Category {
    let points = row.value.zip(row.max).and_then(|(value, max)| Points::new(value, max).ok());
    let colour = row.status.as_deref().and_then(colour);
    let rating = match (&row.kept.rating, points, colour) {
        (Some(rating), ..) => rating.clone(),
        (None, Some(points), _) => Rating::Points(points),
        (None, None, Some(colour)) => Rating::Rag { colour },
        (None, None, None) => Rating::NotRated,
    };
    // A category of an audit has no field for how it was before and what it is to become; both are worth a line.
    let told = |label: &str, value: Option<rust_decimal::Decimal>| value.map(|value| format!("{label}: {}", value.normalize()));
    let told = [row.notes.clone(), told("Score before", row.previous), told("Target", row.target)];
    let told = told.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    let (name, notes) = titled(&row.name, Some(&told).filter(|told| !told.is_empty()).map(String::as_str));
    let weight = row.weight.and_then(|weight| Weight::try_from(weight).ok());
    Category { id, position: at, name, weight, rating, status: row.status.clone(), notes, lines: Some(row.lines), version: Version::FIRST }
}

/// The colour that a status names in words; signs such as ✅ mean different things in different reports.
fn colour(status: &str) -> Option<Rag> {
    status.split(|ch: char| !ch.is_alphanumeric()).find_map(|word| word.parse().ok())
}

/// A finding, in the category of its name.
#[must_use]
pub fn finding(id: FindingId, at: i32, row: &read::FindingReading, categories: &[Category]) -> Finding {
    let (title, body) = titled(&row.title, row.body.as_deref());
    Finding {
        id,
        category: row.category.as_deref().and_then(|name| category_named(name, categories)),
        position: at,
        kind: row.kind,
        title,
        severity: row.severity.as_deref().and_then(Severity::from_words),
        location: row.location.clone(),
        current: row.current.clone(),
        required: row.required.clone(),
        impact: row.impact.clone(),
        recommendation: row.recommendation.clone(),
        body,
        lines: Some(row.lines),
        version: Version::FIRST,
    }
}

fn category_named(name: &str, categories: &[Category]) -> Option<CategoryId> {
    let key = match_key(name);
    categories.iter().find(|category| match_key(category.name.as_str()) == key).map(|category| category.id)
}

/// A blocker, open or resolved as the report says.
#[must_use]
pub fn blocker(id: BlockerId, at: i32, row: &read::BlockerReading, origin: &Origin<'_>) -> Blocker {
    let (title, body) = titled(&row.title, row.body.as_deref());
    let resolved = matches!(row.state, read::BlockerReadingState::Resolved);
    Blocker {
        id,
        project: origin.project,
        position: at,
        // What a report calls a blocker without saying how urgent is taken for most urgent: the safe side of a gate.
        tier: row.kept.urgency.or_else(|| row.tier.as_deref().and_then(Tier::from_words)).unwrap_or(Tier::FIRST),
        tier_label: row.tier.clone(),
        title,
        current: row.current.clone(),
        required: row.required.clone(),
        location: row.location.clone(),
        category: row.kept.category.as_deref().and_then(Title::cut).map(|cut| cut.0),
        owner: named(row.owner.as_deref()),
        due: row.kept.due,
        links: row.kept.links.clone().unwrap_or_default(),
        body,
        state: if resolved { BlockerState::Resolved } else { BlockerState::Open },
        // A report that calls it resolved is no evidence, but it says so.
        resolution: resolved.then(|| Resolution {
            at: origin.at,
            by_name: origin.by_name.clone(),
            evidence: said(row.kept.evidence.as_ref()),
        }),
        waiver: waiver(&row.kept, origin),
        opened_in: Some(origin.assessment),
        lines: Some(row.lines),
        opened_at: origin.at,
        version: Version::FIRST,
    }
}

/// Which direction is good in a register, as its marks say; `None` where they are silent or disagree.
///
/// They speak for all rows: a register whose lows are ticked off as good counts risks, whatever a single target says.
#[must_use]
pub fn register_polarity(rows: &[read::RiskReading]) -> Option<Polarity> {
    let mut marked = rows.iter().filter_map(|row| row.level.as_deref().and_then(Polarity::marked));
    let first = marked.next()?;
    marked.all(|next| next == first).then_some(first)
}

/// A risk; `register` is the direction that all rows of its register share.
#[must_use]
pub fn risk(id: RiskId, at: i32, row: &read::RiskReading, register: Option<Polarity>, origin: &Origin<'_>) -> Risk {
    let (title, description) = titled(&row.title, row.description.as_deref());
    let level = |text: &Option<String>| text.as_deref().and_then(Level::from_words);
    let own = row.level.as_deref().and_then(Polarity::marked);
    let kept = &row.kept;
    let over = row.status.as_deref().filter(|status| is_over(status));
    let closing = said(kept.closing.as_ref()).or_else(|| over.map(|status| markdown(&format!("The report calls its status “{status}”."))));
    let (now_level, previous, target) = (level(&row.level), level(&row.previous), level(&row.target));
    let residual = Exposure { likelihood: level(&row.likelihood), impact: level(&row.impact), stated: now_level };
    Risk {
        id,
        project: origin.project,
        position: at,
        title,
        description,
        inherent: Exposure {
            likelihood: level(&kept.inherent_likelihood),
            impact: level(&kept.inherent_impact),
            stated: level(&kept.inherent),
        },
        residual,
        target: Exposure { likelihood: level(&kept.target_likelihood), impact: level(&kept.target_impact), stated: target },
        previous,
        polarity: kept.polarity.or(own).or(register).unwrap_or_else(|| Polarity::inferred(previous, now_level, target)),
        response: row.response.as_deref().and_then(response),
        mitigation: markdown(row.mitigation.as_deref().unwrap_or_default()),
        owner: named(row.owner.as_deref()),
        review: kept.review,
        status: row.status.clone(),
        acceptance: acceptance(kept, residual, origin),
        closure: closing.map(|reason| Closure { reason, by_name: origin.by_name.clone(), at: origin.at }),
        opened_in: Some(origin.assessment),
        lines: Some(row.lines),
        opened_at: origin.at,
        version: Version::FIRST,
    }
}

/// A decision to go on in spite of a blocker, as a report of this program keeps it; whoever brings the report in answers for it.
fn waiver(kept: &read::BlockerKept, origin: &Origin<'_>) -> Option<Waiver> {
    let (reason, until) = said(kept.waiver.as_ref()).zip(kept.waived_until)?;
    // No waiver holds for longer, whatever a report says.
    let until = until.min(origin.at.today().plus_days(Waiver::MOST_DAYS)?);
    Some(Waiver { reason, until, by_name: origin.by_name.clone(), at: origin.at })
}

/// A decision to live with a risk as it is now.
fn acceptance(kept: &read::RiskKept, now: Exposure, origin: &Origin<'_>) -> Option<Acceptance> {
    let (reason, until) = said(kept.acceptance.as_ref()).zip(kept.accepted_until)?;
    let approver = kept.accepted_by.as_deref().and_then(Title::cut).map_or_else(|| origin.by_name.clone(), |cut| cut.0);
    let Exposure { likelihood, impact, stated } = now;
    Some(Acceptance { reason, approver, at: origin.at, until, level: stated, likelihood, impact })
}

/// Markdown of a report, where it says something.
fn said(text: Option<&String>) -> Option<Markdown> {
    text.map(|text| markdown(text)).filter(|text| !text.is_empty())
}

/// Whether a status says that a risk is none any more: its first word does. One that is mitigated or accepted still is.
#[must_use]
pub fn is_over(status: &str) -> bool {
    let words = words(status);
    let first = words.split_whitespace().next().unwrap_or_default();
    ["closed", "resolved", "eliminated", "retired", "obsolete", "geschlossen", "behoben", "erledigt", "fermé", "cerrado", "fechado"]
        .contains(&first)
}

/// The kind of answer that a word of a report means: `Mitigate`, `mitigation`, `accepted`.
fn response(written: &str) -> Option<Response> {
    let words = words(written);
    let first = words.split_whitespace().next()?;
    let begins =
        [(Response::Mitigate, "mitig"), (Response::Accept, "accept"), (Response::Transfer, "transfer"), (Response::Avoid, "avoid")];
    begins.into_iter().find(|(_, word)| first.starts_with(word)).map(|(response, _)| response)
}

/// A passage that is in no record.
#[must_use]
pub fn note(id: NoteId, at: i32, row: &read::Note) -> Note {
    Note { id, position: at, text: markdown(&row.text), lines: Some(row.lines) }
}

/// What a verification shows, where the report says it of this one alone: a heading above many tells none from the others.
#[must_use]
pub fn claim(row: &read::VerificationReading, all: &[read::VerificationReading]) -> Option<Title> {
    let alone = all.iter().filter(|other| other.claim == row.claim).count() == 1;
    row.claim.as_deref().filter(|_| alone).and_then(Title::cut).map(|cut| cut.0)
}

/// Whether a criterion holds, by what the report says.
#[must_use]
pub const fn criterion_state(met: Option<read::Met>) -> CriterionState {
    match met {
        None => CriterionState::Unknown,
        Some(read::Met::Met) => CriterionState::Met,
        Some(read::Met::Partly) => CriterionState::Partly,
        Some(read::Met::NotMet) => CriterionState::NotMet,
    }
}

/// Somebody of whom a report knows the name.
pub fn named(name: Option<&str>) -> Option<Assignee> {
    name.map(str::trim).filter(|name| !name.is_empty()).map(Assignee::named)
}
