//! What a template is made of.

use super::Scale;
use crate::assessments::Weight;
use crate::exact;
use crate::gates::Gate;
use crate::records::{Described, Fact};
use crate::text::{Markdown, Slug, Title, Word};
use serde::{Deserialize, Serialize};

/// All parts of a template, each checked by itself. [`super::Template`] is what they are once they have been checked together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateParts {
    /// Names the template in addresses and on the audits made with it; the same in all its versions.
    pub key: Slug,
    /// As shown.
    pub name: Title,
    /// Counts up from 1 with each change that is published.
    pub version: u32,
    /// What it is for and how to use it.
    #[serde(default, skip_serializing_if = "nothing")]
    pub description: Markdown,
    /// What is rated, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<TemplateCategory>,
    /// What is ticked off, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklists: Vec<TemplateChecklist>,
    /// What has to hold in the end, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<TemplateCriterion>,
    /// What each goal demands, the first goal first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
}

/// A phase, pillar or angle to rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateCategory {
    /// Names the category in rules, and across the versions of the template whatever it is called.
    pub key: Slug,
    /// As shown.
    pub name: Title,
    /// How much it counts; without any weights, all count alike.
    #[serde(default, with = "exact::weight", skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    /// How it is meant to be rated. An auditor may still rate it otherwise.
    pub scale: Scale,
    /// What to look at, and what each rating means.
    #[serde(default, skip_serializing_if = "nothing")]
    pub guidance: Markdown,
}

/// A group of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateChecklist {
    /// As shown.
    pub title: Title,
    /// What is to be done, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<TemplateItem>,
}

/// One thing to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    /// What is to be done.
    pub text: Title,
    /// How it is done.
    #[serde(default, skip_serializing_if = "nothing")]
    pub detail: Markdown,
    /// True where the project cannot go while it is open.
    #[serde(default, skip_serializing_if = "is_off")]
    pub blocking: bool,
}

/// An acceptance criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateCriterion {
    /// Its letter or number (A, B, 1 …), by which people talk about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Word>,
    /// What has to hold.
    pub text: Title,
}

impl Described for TemplateParts {
    fn facts(&self) -> Vec<Fact> {
        vec![Fact::new("name", "Name", &self.name), Fact::new("description", "Description", &self.description)]
    }
}

impl Described for TemplateCategory {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new("key", "Key", &self.key),
            Fact::new("name", "Name", &self.name),
            Fact::maybe("weight", "Weight", self.weight),
            Fact::new("scale", "Scale", self.scale),
            Fact::new("guidance", "Guidance", &self.guidance),
        ]
    }
}

impl Described for TemplateChecklist {
    fn facts(&self) -> Vec<Fact> {
        vec![Fact::new("title", "Name", &self.title)]
    }
}

impl Described for TemplateItem {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new("text", "Text", &self.text),
            Fact::new("detail", "Details", &self.detail),
            Fact::ticked("blocking", "Blocking", self.blocking),
        ]
    }
}

impl Described for TemplateCriterion {
    fn facts(&self) -> Vec<Fact> {
        vec![Fact::maybe("label", "Letter or number", self.label.as_ref()), Fact::new("text", "What has to hold", &self.text)]
    }
}

/// White space alone is kept: what was read is written.
fn nothing(text: &Markdown) -> bool {
    text.as_str().is_empty()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it like this")]
const fn is_off(on: &bool) -> bool {
    !*on
}
