//! Durations and what they come to.

use std::time::Duration;

/// How long something took, many times.
#[derive(Debug, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that `percent` of all stay within: the nearest rank. Zero where nothing was measured.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(rank).copied().unwrap_or_default()
    }
}

/// How many times as long the median of one is as that of the other.
pub(crate) fn ratio(one: &Times, other: &Times) -> f64 {
    one.percentile(50).as_secs_f64() / other.percentile(50).as_secs_f64().max(f64::MIN_POSITIVE)
}

/// Prints a row of the table.
pub(crate) fn print(what: &str, times: &Times, queries: Option<u64>, bytes: usize) {
    let queries = queries.map_or_else(String::new, |queries| queries.to_string());
    let micros = |percent| format!("{} µs", times.percentile(percent).as_micros());
    println!("{what:<44} {:>10} {:>10} {queries:>8} {bytes:>9}", micros(50), micros(95));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_times_measured() {
        let mut times = Times::default();
        assert_eq!(times.percentile(50), Duration::ZERO);
        (1..=10).rev().for_each(|ms| times.push(Duration::from_millis(ms)));
        assert_eq!(times.percentile(50), Duration::from_millis(5));
        assert_eq!(times.percentile(95), Duration::from_millis(10));
        assert_eq!(times.percentile(1), Duration::from_millis(1));
    }
}
