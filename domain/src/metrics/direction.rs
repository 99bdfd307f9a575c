//! Which way is better: guessed from the words of a name, until somebody says so.

use serde::{Deserialize, Serialize};

/// Which way is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better: coverage, uptime.
    Higher,
    /// Less is better: errors, latency.
    Lower,
    /// Nobody has said.
    #[default]
    Unknown,
}

impl Direction {
    /// All of them, first the one that a form begins with.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Higher, Self::Lower];

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Unknown => "unknown",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Higher => "higher is better",
            Self::Lower => "lower is better",
            Self::Unknown => "not known",
        }
    }

    /// The direction of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.as_str() == word)
    }

    /// This one, or the other where it is not known.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match self {
            Self::Unknown => other,
            known => known,
        }
    }
}

/// What one wants more of.
const HIGHER: [&str; 45] = [
    "coverage",
    "covered",
    "uptime",
    "availability",
    "progress",
    "completion",
    "completed",
    "available",
    "pass",
    "passed",
    "passing",
    "success",
    "successful",
    "succeeded",
    "throughput",
    "accuracy",
    "precision",
    "recall",
    "adoption",
    "retention",
    "satisfaction",
    "acceptance",
    "completeness",
    "compliance",
    "automated",
    "automation",
    "conversion",
    "fixed",
    "resolved",
    "closed",
    "validated",
    "documented",
    "encrypted",
    "reduction",
    "savings",
    "headroom",
    "mtbf",
    "nps",
    "rps",
    "qps",
    "tps",
    "apdex",
    "hit",
    "abdeckung",
    "verfügbarkeit",
];

/// What one wants less of.
const LOWER: [&str; 74] = [
    "error",
    "errors",
    "failure",
    "failures",
    "failed",
    "failing",
    "fault",
    "faults",
    "latency",
    "delay",
    "delays",
    "lag",
    "time",
    "times",
    "duration",
    "ttfb",
    "ttfp",
    "lcp",
    "fcp",
    "mttr",
    "mttd",
    "rto",
    "rpo",
    "vulnerability",
    "vulnerabilities",
    "cves",
    "debt",
    "bug",
    "bugs",
    "defect",
    "defects",
    "issue",
    "issues",
    "incident",
    "incidents",
    "outage",
    "outages",
    "downtime",
    "crash",
    "crashes",
    "leak",
    "leaks",
    "warning",
    "warnings",
    "violations",
    "alerts",
    "flaky",
    "skipped",
    "todo",
    "todos",
    "fixme",
    "exception",
    "exceptions",
    "timeouts",
    "retries",
    "rollback",
    "rollbacks",
    "churn",
    "attrition",
    "backlog",
    "cost",
    "costs",
    "budget",
    "investment",
    "spend",
    "size",
    "bundle",
    "memory",
    "duplication",
    "duplicate",
    "complexity",
    "missing",
    "fehler",
    "antwortzeit",
];

/// The direction that the words of a name speak for. The last word that says anything counts, as it does in English: error
/// *coverage* is coverage, coverage *errors* are errors, and what stands in brackets says nothing.
#[must_use]
pub fn guess(name: &str) -> Direction {
    let (mut depth, mut outside) = (0_u32, String::new());
    for c in name.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.extend(c.to_lowercase()),
            _ => {}
        }
    }
    // Time between failures is the one time of which more is better.
    if outside.contains("between failures") {
        return Direction::Higher;
    }
    let words = outside.split(|c: char| !c.is_alphanumeric()).rev();
    words.map(word).find(|direction| *direction != Direction::Unknown).unwrap_or_default()
}

fn word(word: &str) -> Direction {
    if HIGHER.contains(&word) {
        Direction::Higher
    } else if LOWER.contains(&word) {
        Direction::Lower
    } else {
        Direction::Unknown
    }
}

/// The direction that a unit speaks for, where the name says nothing: what takes milliseconds should take fewer.
#[must_use]
pub fn guess_from_unit(unit: &str) -> Direction {
    match unit {
        "ns" | "µs" | "ms" | "s" | "min" | "h" => Direction::Lower,
        "req/s" | "ops/s" => Direction::Higher,
        other => guess(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_which_way_is_better() {
        for name in [
            "Line coverage",
            "Uptime (30 days)",
            "Test pass rate",
            "Vulnerabilities fixed",
            "Coverage: branches",
            "Mean time between failures",
        ] {
            assert_eq!(guess(name), Direction::Higher, "{name}");
        }
        for name in
            ["Error rate", "P95 latency", "Build time", "Known vulnerabilities (high)", "Technical debt", "Failed tests", "Coverage errors"]
        {
            assert_eq!(guess(name), Direction::Lower, "{name}");
        }
    }

    #[test]
    fn words_that_say_nothing_are_not_guessed_from() {
        for name in ["Harbours", "Files", "", "Depth (errors)", "Bypassed"] {
            assert_eq!(guess(name), Direction::Unknown, "{name}");
        }
    }

    #[test]
    fn a_unit_speaks_where_the_name_is_silent() {
        assert_eq!(guess_from_unit("ms"), Direction::Lower);
        assert_eq!(guess_from_unit("errors"), Direction::Lower);
        assert_eq!(guess_from_unit("req/s"), Direction::Higher);
        assert_eq!(guess_from_unit("%"), Direction::Unknown);
    }

    #[test]
    fn every_direction_is_found_by_its_word() {
        for direction in Direction::ALL {
            assert_eq!(Direction::from_word(direction.as_str()), Some(direction));
        }
        assert_eq!(Direction::from_word("sideways"), None);
        assert_eq!(Direction::Unknown.or(Direction::Lower), Direction::Lower);
        assert_eq!(Direction::Higher.or(Direction::Lower), Direction::Higher);
    }
}
