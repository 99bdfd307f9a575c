//! What figures count: the units that people write behind a number, each in one form.

use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Units as written, small, and the form in which they are kept. A word for several things stands for one as well.
const UNITS: [(&[&str], &str); 54] = [
    (&["%", "percent", "pct", "prozent", "pp", "ppt"], "%"),
    (&["ns", "nanoseconds"], "ns"),
    (&["µs", "μs", "us", "microseconds"], "µs"),
    (&["ms", "msec", "millis", "millisecond", "milliseconds"], "ms"),
    (&["s", "sec", "secs", "second", "seconds", "sek", "sekunden"], "s"),
    (&["min", "mins", "minute", "minutes", "minuten"], "min"),
    (&["h", "hr", "hrs", "hour", "hours", "std", "stunden"], "h"),
    (&["d", "day", "days", "tage"], "days"),
    (&["week", "weeks", "wochen"], "weeks"),
    (&["month", "months", "monate"], "months"),
    (&["year", "years", "jahre"], "years"),
    (&["b", "byte", "bytes"], "B"),
    (&["kb"], "KB"),
    (&["mb"], "MB"),
    (&["gb"], "GB"),
    (&["tb"], "TB"),
    (&["kib"], "KiB"),
    (&["mib"], "MiB"),
    (&["gib"], "GiB"),
    (&["mbps", "mbit/s"], "Mbit/s"),
    (&["gbps", "gbit/s"], "Gbit/s"),
    (&["mb/s"], "MB/s"),
    (&["rps", "req/s", "reqs/s", "requests/s", "requests/sec", "requests/second", "qps"], "req/s"),
    (&["tps", "ops", "ops/s", "ops/sec"], "ops/s"),
    (&["rpm", "req/min", "requests/min", "requests/minute"], "req/min"),
    (&["fps"], "fps"),
    (&["hz"], "Hz"),
    (&["usd", "dollars"], "USD"),
    (&["eur", "euro", "euros", "€"], "€"),
    (&["line", "lines", "loc", "zeilen"], "lines"),
    (&["error", "errors", "fehler"], "errors"),
    (&["warning", "warnings"], "warnings"),
    (&["failure", "failures"], "failures"),
    (&["test", "tests"], "tests"),
    (&["vulnerability", "vulnerabilities", "vulns", "cves"], "vulnerabilities"),
    (&["issue", "issues"], "issues"),
    (&["bug", "bugs"], "bugs"),
    (&["defect", "defects"], "defects"),
    (&["incident", "incidents"], "incidents"),
    (&["violation", "violations"], "violations"),
    (&["alert", "alerts"], "alerts"),
    (&["request", "requests"], "requests"),
    (&["query", "queries"], "queries"),
    (&["call", "calls"], "calls"),
    (&["user", "users"], "users"),
    (&["session", "sessions"], "sessions"),
    (&["job", "jobs"], "jobs"),
    (&["file", "files", "dateien"], "files"),
    (&["row", "rows"], "rows"),
    (&["record", "records"], "records"),
    (&["module", "modules"], "modules"),
    (&["package", "packages"], "packages"),
    (&["dependency", "dependencies"], "dependencies"),
    (&["ticket", "tickets"], "tickets"),
];

/// Each spelling with the form in which it is kept.
static SPELLINGS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| UNITS.iter().rev().flat_map(|(written, kept)| written.iter().map(|written| (*written, *kept))).collect());

/// More bytes than the longest spelling has, in either case.
const LONGEST: usize = 40;

/// The kept form of a unit; `None` for what is none.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    SPELLINGS.get(word).or_else(|| SPELLINGS.get(word.to_lowercase().as_str())).copied()
}

/// Units of one scale, in the smallest of them.
const SCALES: [&[(&str, i64)]; 3] = [
    &[
        ("ns", 1),
        ("µs", 1_000),
        ("ms", 1_000_000),
        ("s", 1_000_000_000),
        ("min", 60_000_000_000),
        ("h", 3_600_000_000_000),
        ("days", 86_400_000_000_000),
    ],
    &[("B", 1), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000)],
    &[("B", 1), ("KiB", 1_024), ("MiB", 1_048_576), ("GiB", 1_073_741_824)],
];

/// The same amount in another unit; `None` where the units are of different kinds, or it does not come out exactly.
pub(super) fn converted(value: Decimal, from: &str, to: &str) -> Option<Decimal> {
    if from == to {
        return Some(value);
    }
    let factor = |scale: &[(&str, i64)], unit: &str| scale.iter().find(|(name, _)| *name == unit).map(|(_, factor)| Decimal::from(*factor));
    let (from, to) = SCALES.iter().find_map(|scale| factor(scale, from).zip(factor(scale, to)))?;
    let smallest = value.checked_mul(from)?;
    let result = smallest.checked_div(to)?;
    // Thirds come back whole after rounding; what needs more places than people write does not come out.
    (result.checked_mul(to) == Some(smallest)).then(|| result.normalize()).filter(|result| result.scale() <= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_kept_in_one_form() {
        for (written, kept) in [("seconds", "s"), ("MS", "ms"), ("%", "%"), ("hrs", "h"), ("Error", "errors"), ("requests/second", "req/s")]
        {
            assert_eq!(unit(written), Some(kept), "{written}");
        }
        for word in ["points", "score", "of", "", "harbours"] {
            assert_eq!(unit(word), None, "{word}");
        }
    }

    #[test]
    fn amounts_are_converted_only_where_that_is_exact() {
        let in_unit = |value: &str, from, to| converted(value.parse().unwrap(), from, to).map(|value| value.to_string());
        assert_eq!(in_unit("1.2", "s", "ms").as_deref(), Some("1200"));
        assert_eq!(in_unit("90", "s", "min").as_deref(), Some("1.5"));
        assert_eq!(in_unit("100", "s", "min"), None);
        assert_eq!(in_unit("3", "MB", "ms"), None);
        assert_eq!(in_unit("3.10", "ms", "ms").as_deref(), Some("3.10"));
    }
}
