//! What only reports of this program say of a record: an import of any other leaves it empty.

use crate::Day;
use crate::assessments::Rating;
use crate::blockers::Tier;
use crate::links::Links;
use crate::risks::Polarity;
use crate::verifications::ValidDays;
use serde::{Deserialize, Serialize};

/// What else is known of a category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryKept {
    /// The rating, where it is no points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

/// What else is known of a blocker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockerKept {
    /// How urgent it is, where the words for it say something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Tier>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Until when it should be resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// Tickets, pages, changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    /// What shows that it is resolved, Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Why it may wait, Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<String>,
    /// The last day on which it may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived_until: Option<Day>,
}

/// What else is known of a risk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskKept {
    /// Level before anything is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherent: Option<String>,
    /// How likely it is before anything is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherent_likelihood: Option<String>,
    /// How much it would hurt before anything is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherent_impact: Option<String>,
    /// How likely it should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_likelihood: Option<String>,
    /// How much it should hurt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_impact: Option<String>,
    /// Which direction is good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Day>,
    /// Why it is bearable, Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<String>,
    /// Who answers for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_by: Option<String>,
    /// The last day on which that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_until: Option<Day>,
    /// Why it is one no more, Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<String>,
}

/// What else is known of an item of a checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemKept {
    /// When it has to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// Why it does not apply; `None` where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    /// Whether a tick alone is not enough.
    #[serde(default, skip_serializing_if = "is_false")]
    pub needs_verification: bool,
}

/// What else is known of an acceptance criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionKept {
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// What else is known of a step of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionKept {
    /// The last day on which it is in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Whether it is done.
    #[serde(default, skip_serializing_if = "is_false")]
    pub done: bool,
}

/// What else is known of a claim that can be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationKept {
    /// For how many days a pass counts; `None` for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_days: Option<ValidDays>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like this")]
const fn is_false(value: &bool) -> bool {
    !*value
}
