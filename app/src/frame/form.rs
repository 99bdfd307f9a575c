//! What a form sent, and what its page shows of it when it was refused.

use crate::ui::Problem;

/// The values a form sent, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(pub Vec<(String, String)>);

impl Values {
    /// The value with this name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// All values with this name, in order: boxes that are ticked.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value with this name, where one was sent: a box that is not ticked sends none.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The fields of a form on its page: as stored, or as sent with what was wrong.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// What was sent, where the form was refused.
    pub(super) sent: Option<Values>,
    /// What was wrong: name of the field (empty: the whole form) and a sentence.
    pub(super) wrong: Vec<(&'static str, String)>,
}

impl Fields {
    /// A form as it was sent, and why it was refused: the field (empty: the whole form) and a sentence.
    pub fn refused(sent: Values, field: &'static str, why: String) -> Self {
        Self { sent: Some(sent), wrong: vec![(field, why)] }
    }

    /// What the field holds: what was sent, else what is stored.
    pub fn value(&self, name: &str, stored: &str) -> String {
        self.sent.as_ref().map_or(stored, |sent| sent.get(name)).to_owned()
    }

    /// Whether the box is ticked: as sent, else as stored.
    pub fn ticked(&self, name: &str, stored: bool) -> bool {
        self.sent.as_ref().map_or(stored, |sent| sent.find(name).is_some())
    }

    /// What was wrong with the field.
    pub fn error(&self, name: &str) -> Option<String> {
        self.wrong.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone())
    }

    /// Everything that was wrong, for the summary.
    pub fn problems(&self) -> Vec<Problem> {
        let problem =
            |(field, text): &(&'static str, String)| if field.is_empty() { Problem::form(text) } else { Problem::field(field, text) };
        self.wrong.iter().map(problem).collect()
    }

    /// What was sent, where the form was refused.
    pub const fn sent(&self) -> Option<&Values> {
        self.sent.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Fields {
        let values = [("name", "")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        Fields { sent: Some(Values(values.into())), wrong: vec![("name", "Too short.".into()), ("", "No.".into())] }
    }

    #[test]
    fn a_refused_form_shows_what_was_sent_even_where_that_is_nothing() {
        assert_eq!(sent().value("name", "stored"), "");
        assert_eq!(Fields::default().value("name", "stored"), "stored");
        assert!(!sent().ticked("admin", true));
        assert!(Fields::default().ticked("admin", true));
    }

    #[test]
    fn a_problem_of_a_field_leads_to_it_and_one_of_the_form_does_not() {
        let targets: Vec<_> = sent().problems().into_iter().map(|problem| problem.target).collect();
        assert_eq!(targets, [Some("field-name".to_owned()), None]);
    }
}
