//! Claims that can be checked. Holdpoint never runs the command; people or CI post results.

use crate::ids::{ResultId, UserId, VerificationId};
use crate::lines::LineRange;
use crate::records::{Described, Fact};
use crate::text::{Markdown, Title};
use crate::{Timestamp, Version};
use serde::{Deserialize, Serialize};

/// A claim that can be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Identity.
    pub id: VerificationId,
    /// Place in the project, from 0.
    pub position: i32,
    /// What it shows, where somebody has named it.
    pub title: Option<Title>,
    /// What to run, one or more lines.
    pub command: Markdown,
    /// What it should answer.
    pub expected: Option<String>,
    /// For how many days a pass counts; `None` for ever.
    pub valid_days: Option<ValidDays>,
    /// What the last run gave; `None` where none was posted.
    pub last: Option<LastResult>,
    /// Where it stands in the source it came from.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}

impl Verification {
    /// What people call it: its title, else the first line of its command.
    #[must_use]
    pub fn name(&self) -> &str {
        let command = || self.command.as_str().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        self.title.as_ref().map_or_else(command, Title::as_str)
    }

    /// Whether it vouches for what it checks at this moment.
    #[must_use]
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        self.last.as_ref().map_or(Freshness::Unknown, |last| Freshness::of(last.outcome, last.expires_at, now))
    }
}

impl Described for Verification {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::maybe("title", "Title", self.title.as_ref()),
            Fact::new("command", "Command", &self.command),
            Fact::maybe("expected", "Expected", self.expected.as_ref()),
            Fact::maybe("valid-days", "Days a pass counts", self.valid_days.map(ValidDays::number)),
        ]
    }
}

/// For how many days a pass counts, 1 to [`ValidDays::LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct ValidDays(u16);

/// The number of days is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a whole number from 1 to {}; leave it empty where a pass counts for ever", ValidDays::LIMIT)]
pub struct ValidDaysError;

impl ValidDays {
    /// Ten years.
    pub const LIMIT: u16 = 3_650;

    /// The number of days.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The moment at which a pass of `at` counts no more.
    #[must_use]
    pub fn end(self, at: Timestamp) -> Timestamp {
        at.plus_seconds(i64::from(self.0) * 24 * 3600)
    }
}

impl TryFrom<u16> for ValidDays {
    type Error = ValidDaysError;

    fn try_from(days: u16) -> Result<Self, Self::Error> {
        if (1..=Self::LIMIT).contains(&days) { Ok(Self(days)) } else { Err(ValidDaysError) }
    }
}

impl From<ValidDays> for u16 {
    fn from(days: ValidDays) -> Self {
        days.0
    }
}

impl std::str::FromStr for ValidDays {
    type Err = ValidDaysError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim().parse::<u16>().map_err(|_| ValidDaysError)?.try_into()
    }
}

/// What a run gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As expected.
    Pass,
    /// Other than expected.
    Fail,
    /// It could not be run to its end.
    Error,
    /// It ran, and nobody can say.
    Unknown,
}

impl Outcome {
    /// All outcomes, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Pass, Self::Fail, Self::Error, Self::Unknown];

    /// The word shown, which forms send as well.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Error => "error",
            Self::Unknown => "unknown",
        }
    }

    /// The outcome of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word.trim())
    }
}

/// The last result, as it stands on its verification for lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastResult {
    /// What the run gave.
    pub outcome: Outcome,
    /// When it was posted.
    pub at: Timestamp,
    /// Who posted it, or what ran it.
    pub by: String,
    /// The moment from which a pass counts no more; `None` where it counts for ever, and for what is no pass.
    pub expires_at: Option<Timestamp>,
}

/// What one run gave. Rows are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunResult {
    /// Identity; sorts as time does.
    pub id: ResultId,
    /// What was run.
    pub verification: VerificationId,
    /// What it gave.
    pub outcome: Outcome,
    /// What it printed, cut to [`EXCERPT`] bytes; empty where nothing was kept.
    pub output: String,
    /// When it was posted.
    pub at: Timestamp,
    /// Who posted it; `None` for the operator at the command line.
    pub by: Option<UserId>,
    /// The name of that person at the time.
    pub by_name: Title,
    /// What ran it, such as a CI job.
    pub source: Option<String>,
    /// As in [`LastResult`].
    pub expires_at: Option<Timestamp>,
}

impl RunResult {
    /// The same in short.
    #[must_use]
    pub fn in_short(&self) -> LastResult {
        let by = self.source.clone().unwrap_or_else(|| self.by_name.to_string());
        LastResult { outcome: self.outcome, at: self.at, by, expires_at: self.expires_at }
    }
}

/// Whether a verification vouches for what it checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The last run failed or could not be finished.
    Failing,
    /// It passed too long ago.
    Expired,
    /// Nothing was posted, or nobody could say.
    Unknown,
    /// It passed, and that still counts.
    Fresh,
}

impl Freshness {
    /// All of them, the most troubling first.
    pub const ALL: [Self; 4] = [Self::Failing, Self::Expired, Self::Unknown, Self::Fresh];

    /// What a last result amounts to at this moment.
    #[must_use]
    pub fn of(outcome: Outcome, expires_at: Option<Timestamp>, now: Timestamp) -> Self {
        match outcome {
            Outcome::Fail | Outcome::Error => Self::Failing,
            Outcome::Unknown => Self::Unknown,
            Outcome::Pass if expires_at.is_some_and(|end| end <= now) => Self::Expired,
            Outcome::Pass => Self::Fresh,
        }
    }

    /// The word shown, which addresses carry as well.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Failing => "failing",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
            Self::Fresh => "fresh",
        }
    }

    /// What this word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|freshness| freshness.as_str() == word)
    }
}

/// Most bytes that are kept of what a run printed.
pub const EXCERPT: usize = 10 * 1024;

/// What is kept of an output: its end, where errors stand, cut before a sign of several bytes and never inside one; control
/// signs but line feeds and tabs are left out. True where something was cut away.
#[must_use]
pub fn excerpt(output: &str) -> (String, bool) {
    let text: String = output.replace("\r\n", "\n").chars().filter(|ch| !ch.is_control() || matches!(ch, '\n' | '\t')).collect();
    let text = text.trim_end();
    if text.len() <= EXCERPT {
        return (text.to_owned(), false);
    }
    let from = (text.len() - EXCERPT..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    (text[from..].to_owned(), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now() -> Timestamp {
        "2031-04-05T06:07:08Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
    }

    #[test]
    fn only_a_pass_that_has_not_expired_is_fresh() {
        let week: ValidDays = "7".parse().unwrap();
        let end = week.end(now());
        assert_eq!(Freshness::of(Outcome::Pass, None, now()), Freshness::Fresh);
        assert_eq!(Freshness::of(Outcome::Pass, Some(end), end.plus_seconds(-1)), Freshness::Fresh);
        assert_eq!(Freshness::of(Outcome::Pass, Some(end), end), Freshness::Expired);
        assert_eq!(Freshness::of(Outcome::Error, Some(end), now()), Freshness::Failing);
        assert_eq!(Freshness::of(Outcome::Unknown, None, now()), Freshness::Unknown);
    }

    #[test]
    fn days_are_counted_from_one_to_ten_years() {
        for text in ["0", "-1", "3651", "70000", "1.5", "week", ""] {
            assert!(text.parse::<ValidDays>().is_err(), "{text}");
        }
        assert_eq!(" 3650 ".parse::<ValidDays>().map(ValidDays::number), Ok(3650));
    }

    #[test]
    fn every_word_of_a_form_is_found() {
        assert!(Outcome::ALL.into_iter().all(|outcome| Outcome::from_word(outcome.as_str()) == Some(outcome)));
        assert!(Freshness::ALL.into_iter().all(|freshness| Freshness::from_word(freshness.as_str()) == Some(freshness)));
        assert_eq!(Outcome::from_word("passed"), None);
    }

    #[test]
    fn the_end_of_a_long_output_is_kept() {
        let (kept, cut) = excerpt(&format!("{}\u{1b}[31mfailed: 1\r\n", "x".repeat(EXCERPT)));
        assert!(cut && kept.ends_with("[31mfailed: 1") && kept.len() == EXCERPT, "{}", kept.len());
        assert_eq!(excerpt("ok\r\n"), ("ok".to_owned(), false));
    }

    proptest! {
        #[test]
        fn an_excerpt_is_never_too_long_and_loses_less_than_one_sign_more_than_needed(output in "(é|🦆|x|\\n){0,9000}") {
            let (kept, cut) = excerpt(&output);
            prop_assert!(kept.len() <= EXCERPT);
            prop_assert!(output.trim_end().ends_with(&kept));
            prop_assert!(!cut || kept.len() > EXCERPT - 4);
        }
    }
}
