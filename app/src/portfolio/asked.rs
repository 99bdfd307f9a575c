//! What the address asks for, and addresses that ask for something else.

use crate::frame::{Visit, encoded};
use domain::portfolio::GoalVerdict;
use service::portfolio::{Query, Sort};

/// What is asked for of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Which projects, in which order.
    pub(super) query: Query,
    /// By tag.
    pub(super) grouped: bool,
    /// The goal as typed, also where it is none.
    pub(super) goal: String,
    /// The word of a verdict as chosen.
    pub(super) verdict: String,
    /// Something that cannot be used, and what to do: the field and a sentence.
    pub(super) wrong: Option<&'static str>,
}

impl Asked {
    pub(super) fn of(visit: &Visit) -> Self {
        let on = |name| !visit.query(name).is_empty();
        let (goal, verdict) = (visit.query("goal").trim().to_lowercase(), visit.query("verdict").trim().to_owned());
        let older = visit.query("older").trim();
        let older_than = older.parse::<u16>().ok();
        let chosen = GoalVerdict::from_word(&verdict);
        let wrong = match (chosen, goal.as_str(), goal.parse::<domain::text::Slug>()) {
            _ if !older.is_empty() && older_than.is_none() => Some("The age of an audit is a whole number of days, such as 30."),
            (Some(_), "", _) => Some("Choose the goal as well on which the verdict is asked for, such as “production”."),
            (Some(_), _, Err(_)) => Some("No goal is called like that; a goal is written in small letters, such as “production”."),
            (None, goal, _) if !goal.is_empty() => Some("Choose the verdict as well that is asked for on this goal."),
            _ => None,
        };
        let sort = visit.query("sort");
        let (word, down) = sort.strip_prefix('-').map_or((sort, false), |word| (word, true));
        let query = Query {
            text: visit.query("text").trim().to_owned(),
            tag: visit.query("tag").trim().to_owned(),
            untagged: on("untagged"),
            archived: on("archived"),
            verdict: chosen.and_then(|verdict| Some((goal.parse().ok()?, verdict))),
            urgent: on("urgent"),
            older_than,
            sort: Sort::from_word(word).unwrap_or_default(),
            down,
        };
        Self { query, grouped: visit.query("group") == "tag", goal, verdict, wrong }
    }

    /// The part behind the question mark: what is not as usual, always in the same order.
    pub(super) fn text(&self) -> String {
        let Query { text, tag, untagged, archived, verdict, urgent, older_than, sort, down } = &self.query;
        let yes = |on: bool| if on { "yes".to_owned() } else { String::new() };
        let (goal, word) =
            verdict.as_ref().map_or_else(Default::default, |(goal, verdict)| (goal.to_string(), GoalVerdict::word(*verdict).to_owned()));
        let order = format!("{}{}", if *down { "-" } else { "" }, sort.as_str());
        let pairs = [
            ("text", text.clone()),
            ("tag", tag.clone()),
            ("untagged", yes(*untagged)),
            ("goal", goal),
            ("verdict", word),
            ("urgent", yes(*urgent)),
            ("older", older_than.map(|days| days.to_string()).unwrap_or_default()),
            ("archived", yes(*archived)),
            ("group", if self.grouped { "tag".to_owned() } else { String::new() }),
            ("sort", if order == "name" { String::new() } else { order }),
        ];
        let pairs: Vec<String> =
            pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        pairs.join("&")
    }

    /// Its address.
    pub(super) fn link(&self) -> String {
        address("/projects", &self.text())
    }

    /// The same, in another order.
    pub(super) fn sorted(&self, sort: Sort, down: bool) -> Self {
        Self { query: Query { sort, down, ..self.query.clone() }, ..self.clone() }
    }

    /// Whether anything narrows the list.
    pub(super) fn narrows(&self) -> bool {
        let plain = Query { sort: self.query.sort, down: self.query.down, ..Query::default() };
        self.query != plain
    }
}

/// An address with what it asks for.
pub(super) fn address(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// What the first click on a heading asks for: what needs somebody most comes first.
pub(super) const fn first_down(sort: Sort) -> bool {
    !matches!(sort, Sort::Name | Sort::Score | Sort::Delta)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_what_is_not_as_usual_and_nothing_else() {
        assert_eq!(Asked::default().link(), "/projects");
        let query = Query {
            text: "a&b".into(),
            verdict: Some(("beta".parse().unwrap(), None)),
            older_than: Some(30),
            sort: Sort::Blockers,
            down: true,
            ..Query::default()
        };
        let asked = Asked { query, grouped: true, ..Asked::default() };
        assert_eq!(asked.link(), "/projects?text=a%26b&goal=beta&verdict=undecided&older=30&group=tag&sort=-blockers");
        assert!(asked.narrows() && !Asked::default().sorted(Sort::Score, true).narrows());
        assert!(asked.text().parse::<domain::portfolio::ViewQuery>().is_ok());
    }
}
