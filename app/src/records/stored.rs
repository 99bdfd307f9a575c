//! What a form is filled in with.

use crate::frame::Fields;
use crate::ui::HiddenInput;
use domain::Version;
use domain::records::Fact;
use leptos::prelude::*;

/// The record that a form changes, or nothing for a new one.
pub(crate) struct Stored {
    version: Option<Version>,
    facts: Vec<Fact>,
}

impl Stored {
    /// For a new record.
    pub(crate) const fn nothing() -> Self {
        Self { version: None, facts: Vec::new() }
    }

    /// A record as it is kept now.
    pub(crate) const fn of(version: Version, facts: Vec<Fact>) -> Self {
        Self { version: Some(version), facts }
    }

    /// What a field holds: what was typed, else what is kept.
    pub(crate) fn value(&self, typed: &Fields, name: &str) -> String {
        let kept = self.facts.iter().find(|fact| fact.name == name).map_or("", |fact| fact.value.as_str());
        typed.value(name, kept)
    }

    /// The version that the form is made on; nothing for a new record.
    pub(crate) fn version(&self) -> impl IntoView + use<> {
        self.version.map(|version| view! { <HiddenInput name="version" value=version.0.to_string()/> })
    }
}
