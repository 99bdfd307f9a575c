//! Named figures in words: pass rates, coverages and totals, each under a name that says what it counts.
//!
//! A figure that speaks of another time, of an aim, of a bound or of a part of the whole is none of these.

use super::figure_words::{ELSEWHERE, OTHER_THINGS, QUALIFIERS, STOPS};
use super::states::is_ahead;
use super::text::{Clause, Statement, Token, tokens};
use crate::exchange::number::{Figure, Form, figures};
use crate::exchange::prose::Tense;
use rust_decimal::Decimal;

/// A figure with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// What is counted: “pass rate of unit tests”, “coverage”, “total endpoint”.
    pub(super) name: String,
    /// Percent for rates, a count for totals.
    pub(super) value: Decimal,
    /// How finely it is given, in decimal places; a fraction is exact.
    pub(super) places: u32,
    /// The words of the source.
    pub(super) written: String,
}

/// Two figures side by side that say the same in two ways, `17/20 (85%)` or `54/100, rounded to 54`, and do not agree: both, as written.
pub(super) fn at_odds(text: &str) -> Option<(String, String)> {
    let found = figures(text);
    found.windows(2).find_map(|pair| {
        let [whole, part] = pair else { return None };
        if whole.relative || part.relative || whole.high.is_some() || part.high.is_some() {
            return None;
        }
        let between = text[whole.end..part.start].trim();
        let in_percent = whole.form == Form::Fraction && part.form == Form::Percent;
        let beside = in_percent && between == "(" && text[part.end..].starts_with(')');
        let rounded =
            whole.form == part.form && whole.max == part.max && between.len() < 20 && between.to_lowercase().ends_with("rounded to");
        let (value, places) = percent(whole)?;
        let off = match (beside, rounded) {
            (true, _) => (value - part.value).abs() >= Decimal::new(1, places.min(part.value.scale())),
            (_, true) => (whole.value - part.value).abs() > Decimal::new(1, part.value.scale()),
            _ => false,
        };
        off.then(|| (text[whole.start..whole.end].trim().to_owned(), text[part.start..part.end].trim().to_owned()))
    })
}

/// The named figures of a statement.
pub(super) fn named(statement: &Statement) -> Vec<Named> {
    let passage = &statement.passage;
    if passage.tense == Tense::Ahead || passage.task == Some(false) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (part, said) in passage.parts.iter().zip(&statement.clauses).filter(|(part, _)| !is_ahead(&part.head)) {
        let row = passage.parts.first().filter(|first| passage.parts.len() > 1 && !std::ptr::eq(*first, part));
        let mut label = row.map(|first| format!("{} {}", first.text, part.head)).unwrap_or_default();
        // Most texts hold no figure, and are done with at a glance.
        if !part.text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        for Clause { text: clause, words } in said {
            let numbers = figures(clause);
            // `Coverage: 80%` and a cell of its own: the name stands before.
            let named_before = numbers.first().is_some_and(|first| first.start <= 2);
            let before = if named_before { tokens(&label) } else { Vec::new() };
            // Two figures in one clause are two sides of something, or parts.
            if let [figure] = numbers.as_slice() {
                let around = Around { before: &before, clause, words, heading: &passage.heading, row: row.map(|row| row.text.as_str()) };
                found.extend(around.name(figure));
            }
            label = if numbers.is_empty() { clause.clone() } else { format!("{} {clause}", words_only(&label)) };
        }
    }
    found
}

/// What a label says beside its figures, where that is short enough to go on being the label.
fn words_only(label: &str) -> &str {
    if figures(label).is_empty() && label.len() < 60 { label } else { "" }
}

/// A figure with the words around it.
struct Around<'a> {
    /// The label before the clause, where the clause begins with its figure.
    before: &'a [Token],
    clause: &'a str,
    words: &'a [Token],
    heading: &'a str,
    row: Option<&'a str>,
}

impl Around<'_> {
    fn name(&self, figure: &Figure) -> Option<Named> {
        let elsewhere = self.all().any(|token| ELSEWHERE.contains(&token.word.as_str()));
        if figure.relative || figure.high.is_some() || elsewhere {
            return None;
        }
        match figure.form {
            Form::Percent | Form::Fraction => self.rate(figure),
            Form::Bare => self.total(figure),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Token> {
        self.before.iter().chain(self.words)
    }

    fn has(&self, list: &[&str]) -> bool {
        self.all().any(|token| list.contains(&token.word.as_str()))
    }

    fn rate(&self, figure: &Figure) -> Option<Named> {
        let kind = if self.has(&["coverage"]) {
            (figure.form == Form::Percent).then_some("coverage")?
        } else {
            let passes = self.has(&["pass", "passed", "passing"]) && !self.has(&["fail", "failed", "failing"]);
            let about_tests = ["test", "suite", "spec", "scenario"];
            let above = || tokens(self.heading).into_iter().chain(tokens(self.row.unwrap_or_default()));
            let tests = self.has(&about_tests) || above().any(|token| about_tests.contains(&token.word.as_str()));
            (passes && tests && !self.has(&OTHER_THINGS)).then_some("pass rate")?
        };
        let (value, places) = percent(figure)?;
        Some(Named { name: self.qualified(kind), value, places, written: self.written(figure) })
    }

    /// The kind with what tells it from others: in the words themselves, else in the row and heading above.
    fn qualified(&self, kind: &str) -> String {
        let pick = |words: &[Token]| {
            let mut found: Vec<String> =
                words.iter().filter(|token| QUALIFIERS.contains(&token.word.as_str())).map(|token| token.word.clone()).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let own: Vec<Token> = self.all().cloned().collect();
        let above = || pick(&tokens(&format!("{} {}", self.row.unwrap_or_default(), self.heading)));
        let found = Some(pick(&own)).filter(|found| !found.is_empty()).unwrap_or_else(above);
        std::iter::once(kind).chain(found.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
    }

    /// `Total endpoints: 51`, `51 total endpoints`, `all 51 endpoints`, `51 endpoints in total`.
    fn total(&self, figure: &Figure) -> Option<Named> {
        let behind: Vec<&str> = self.words.iter().filter(|token| token.start >= figure.end).map(|token| token.word.as_str()).collect();
        let ahead: Vec<&str> = self
            .before
            .iter()
            .chain(self.words.iter().filter(|token| token.start < figure.start))
            .map(|token| token.word.as_str())
            .collect();
        let thing = match (ahead.as_slice(), behind.as_slice()) {
            (["total", thing @ ..], []) => thing,
            (_, ["total", thing @ ..]) | ([.., "all"] | [.., "total", "of"], thing) => phrase(thing),
            (_, thing) if thing.ends_with(&["in", "total"]) => phrase(thing),
            _ => return None,
        };
        let fits = (1..=4).contains(&thing.len()) && figure.value.scale() == 0;
        fits.then(|| Named { name: format!("total {}", thing.join(" ")), value: figure.value, places: 0, written: self.written(figure) })
    }

    fn written(&self, figure: &Figure) -> String {
        self.clause[figure.start..figure.end].trim().to_owned()
    }
}

/// The words up to the first that ends a name.
fn phrase<'w, 't>(words: &'w [&'t str]) -> &'w [&'t str] {
    let end = words.iter().position(|word| STOPS.contains(word)).unwrap_or(words.len());
    &words[..end]
}

/// In percent, and with how many places; a fraction counts as exact.
fn percent(figure: &Figure) -> Option<(Decimal, u32)> {
    match figure.form {
        Form::Percent => Some((figure.value, figure.value.scale())),
        Form::Fraction | Form::Bare => {
            let max = figure.max.filter(|max| *max > Decimal::ZERO && figure.value <= *max)?;
            Some((figure.value * Decimal::ONE_HUNDRED / max, 6))
        }
    }
}

/// Whether two figures can be the same one, given with different precision.
pub(super) fn agree(one: &Named, other: &Named) -> bool {
    let places = one.places.min(other.places);
    // Half a unit of the coarser one, and cutting off instead of rounding is forgiven too.
    (one.value - other.value).abs() < Decimal::new(1, places)
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::*;

    fn all(source: &str) -> Vec<(String, String)> {
        Text::of_source(source).statements.iter().flat_map(named).map(|named| (named.name, named.written)).collect::<Vec<_>>()
    }

    fn one(source: &str) -> (String, String) {
        let found = all(source);
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn rates_and_totals_are_named_however_they_are_set() {
        for (source, name, written) in [
            ("- 88% test pass rate", "pass rate", "88%"),
            ("All tests: 40/40 pass", "pass rate", "40/40"),
            ("- **Coverage**: 71.5%", "coverage", "71.5%"),
            ("| Kind | Now |\n|---|---|\n| Branch coverage | 40% |", "coverage branch", "40%"),
            ("## Tests\n\n- 12/12 passing", "pass rate", "12/12"),
            ("**Total endpoints:** 51", "total endpoint", "51"),
            ("There are 51 endpoints in total", "total endpoint", "51"),
            ("All 116 automated tests ran", "total automated test ran", "116"),
        ] {
            assert_eq!(one(source), (name.to_owned(), written.to_owned()), "{source}");
        }
    }

    #[test]
    fn figures_of_another_time_an_aim_a_bound_or_a_part_are_left_alone() {
        for source in [
            "- Coverage was 40% before",
            "- Raise test coverage to 80%",
            "- Coverage above 80%+",
            "| Kind | Target |\n|---|---|\n| Coverage | 80% |",
            "- [ ] Test coverage 80%",
            "## Next steps\n\n- Coverage 80%",
            "- 12 endpoints changed",
            "- 10/12 cards pass",
            "```\nCoverage: 80%\n```",
        ] {
            assert_eq!(all(source), [], "{source}");
        }
    }

    #[test]
    fn figures_of_different_precision_agree() {
        let named = |value: &str, places| Named { name: String::new(), value: value.parse().unwrap(), places, written: String::new() };
        assert!(agree(&named("87.5", 6), &named("88", 0)) && agree(&named("2.48", 2), &named("2.5", 1)));
        assert!(!agree(&named("100", 6), &named("88", 0)));
    }
}
