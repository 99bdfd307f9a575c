//! The scoring rule of a project: what another one would change, and putting it in place.

use crate::accounts::Owner;
use crate::history::Line;
use crate::{ServiceError, history, input};
use domain::history::EventKind;
use domain::ids::AssessmentId;
use domain::projects::Project;
use domain::records::{Change, changes, named};
use domain::scoring::{Cap, Caps, Levels, RuleError, ScoringRule, Share, score_rated};
use domain::text::Title;
use domain::{Timestamp, Version};
use rust_decimal::Decimal;
use storage::projects::rules;
use storage::{Db, Tx, Window, assessments, projects};

pub use storage::projects::rules::Former as FormerRule;

/// A scoring rule as typed.
#[derive(Clone, Debug, Default)]
pub struct RuleForm {
    /// Shares in percent: green, yellow, red.
    pub colours: [String; 3],
    /// A word of [`Levels`].
    pub levels: String,
    /// Best first, separated by commas or spaces.
    pub letters: String,
    /// Decimal places shown.
    pub places: String,
    /// In percent; may stay empty.
    pub target: String,
    /// Words of [`Cap`], tier 1 first.
    pub caps: [String; 9],
    /// The mark of the rule whose effects the caller has looked at; empty where they have not.
    pub looked: String,
}

/// What another rule would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Names the rule that was tried.
    pub mark: String,
    /// The fields that differ.
    pub changes: Vec<Change>,
    /// Each draft with its score now and then, newest first.
    pub drafts: Vec<Rescored>,
    /// How many frozen assessments keep their score and their rule.
    pub frozen: i64,
}

/// A draft under two rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescored {
    /// Identity.
    pub id: AssessmentId,
    /// As shown.
    pub title: Title,
    /// Its score under the rule that holds.
    pub before: Option<Share>,
    /// Its score under the other one.
    pub after: Option<Share>,
}

impl RuleForm {
    /// The colours of the form, in the order of [`RuleForm::colours`].
    pub const COLOURS: [&'static str; 3] = ["green", "yellow", "red"];

    fn check(&self, version: u32) -> Result<ScoringRule, ServiceError> {
        let [green, yellow, red] = &self.colours;
        let choose = |field| ServiceError::Invalid { field, message: "Choose one of the answers offered.".into() };
        let mut caps = [Cap::Nothing; 9];
        for ((cap, typed), field) in caps.iter_mut().zip(&self.caps).zip(ScoringRule::CAP_FIELDS) {
            *cap = Cap::from_word(typed).ok_or_else(|| choose(field))?;
        }
        let target = if self.target.trim().is_empty() { None } else { Some(percent("target", "The target", &self.target)?) };
        let rule = ScoringRule {
            version,
            green: part("green", green)?,
            yellow: part("yellow", yellow)?,
            red: part("red", red)?,
            letters: ScoringRule::letters_from(&self.letters),
            levels: Levels::from_word(&self.levels).ok_or_else(|| choose("levels"))?,
            places: self.places.trim().parse().map_err(|_| choose("places"))?,
            target,
            caps: Caps::from(caps),
        };
        rule.checked().map_err(|error| {
            let field = match &error {
                RuleError::Share(colour) => colour,
                RuleError::Order => "green",
                RuleError::LetterCount(_) | RuleError::Letter(_) | RuleError::Twice(_) => "letters",
                RuleError::Places(_) => "places",
                RuleError::Target(_) => "target",
            };
            ServiceError::Invalid { field, message: input::sentence(&error) }
        })
    }
}

/// A figure in percent with few places, so that nothing is lost when it becomes a share.
fn percent(field: &'static str, label: &str, typed: &str) -> Result<Decimal, ServiceError> {
    let typed = typed.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let wrong = || ServiceError::invalid(field, label, "must be a number from 0 to 100, such as 50 or 33.3");
    let figure = Decimal::from_str_exact(&typed).map_err(|_| wrong())?.normalize();
    // Fewer digits than a decimal holds: dividing by 100 then is exact.
    if figure.scale() <= 10 && figure >= Decimal::ZERO && figure <= Decimal::ONE_HUNDRED { Ok(figure) } else { Err(wrong()) }
}

fn part(field: &'static str, typed: &str) -> Result<Decimal, ServiceError> {
    Ok((percent(field, "The share", typed)? / Decimal::ONE_HUNDRED).normalize())
}

/// The rules that a project had before, newest first, at most a hundred.
///
/// # Errors
/// Where the database fails.
pub async fn former_rules(db: &Db, owner: &Owner) -> Result<Vec<FormerRule>, ServiceError> {
    Ok(rules::list(&mut db.read().await?, owner.id(), Window::first(100)).await?)
}

/// What the rule of this form would change; nothing where it cannot be used or is the one that holds.
///
/// # Errors
/// Where the database fails.
pub async fn try_rule(db: &Db, owner: &Owner, form: &RuleForm) -> Result<Option<Effects>, ServiceError> {
    let Ok(rule) = form.check(owner.project().rule.version.saturating_add(1)) else { return Ok(None) };
    let effects = effects(&mut db.read().await?, owner, &rule).await?;
    Ok(Some(effects).filter(|effects| !effects.changes.is_empty()))
}

async fn effects(tx: &mut Tx, owner: &Owner, rule: &ScoringRule) -> Result<Effects, ServiceError> {
    let now = &owner.project().rule;
    let drafts = assessments::list_drafts(tx, owner.id()).await?;
    let rescored = drafts.into_iter().map(|draft| Rescored {
        before: score_rated(&draft.rated, now).overall,
        after: score_rated(&draft.rated, rule).overall,
        id: draft.id,
        title: draft.title,
    });
    Ok(Effects {
        mark: rule.mark(),
        changes: changes(now, rule),
        drafts: rescored.collect(),
        frozen: assessments::count_frozen(tx, owner.id()).await?,
    })
}

/// Puts another scoring rule in place, and scores all drafts anew with it; what is frozen keeps its score and its rule. `version`
/// is the one of the project that the caller saw. `None` where the rule is the one that holds: nothing changes then.
///
/// # Errors
/// [`ServiceError::Invalid`] for a rule that cannot be used, and where the caller has not looked at what this rule changes;
/// [`ServiceError::Stale`], [`ServiceError::Archived`].
pub async fn change_rule(
    db: &Db,
    owner: &Owner,
    version: Version,
    form: &RuleForm,
    now: Timestamp,
) -> Result<Option<Project>, ServiceError> {
    let before = owner.project();
    if before.archived_at.is_some() {
        return Err(ServiceError::Archived);
    }
    let rule = form.check(before.rule.version.saturating_add(1))?;
    if changes(&before.rule, &rule).is_empty() {
        return Ok(None);
    }
    if version != before.version {
        return Err(ServiceError::Stale);
    }
    if form.looked != rule.mark() {
        let message = "Look at what this rule changes, then tick that you have and save again.".into();
        return Err(ServiceError::Invalid { field: "looked", message });
    }
    let mut tx = db.begin().await?;
    let told = effects(&mut tx, owner, &rule).await?;
    let project = Project { rule, version: version.next(), ..before.clone() };
    // First the project: its version stands against somebody who is faster.
    projects::update(&mut tx, &project, version).await?;
    let former = FormerRule { rule: before.rule.clone(), changed_at: now, changed_by_name: owner.actor().name().clone() };
    rules::insert(&mut tx, project.id, &former).await?;
    for draft in &told.drafts {
        let score = draft.after.as_ref().map(|share| share.basis_points().into());
        assessments::update_score(&mut tx, project.id, draft.id, score).await?;
    }
    let summary = format!("changed the scoring rule to version {}: {}", project.rule.version, named(&told.changes));
    let line = Line::of(EventKind::RuleChanged, project.id.0, summary).with(told.changes);
    history::append(&mut tx, owner.actor(), Some(project.id), line, now).await?;
    tx.commit().await?;
    Ok(Some(project))
}
