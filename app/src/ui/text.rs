//! An optional piece of text as a component property.

/// Text that may be absent. Takes `"…"`, `String` and `Option` of both, so that a page can pass what it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptText(pub Option<String>);

impl From<&str> for OptText {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl From<String> for OptText {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}

impl From<Option<String>> for OptText {
    fn from(text: Option<String>) -> Self {
        Self(text)
    }
}

impl From<Option<&str>> for OptText {
    fn from(text: Option<&str>) -> Self {
        Self(text.map(str::to_owned))
    }
}
