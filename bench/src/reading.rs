//! Reading a report of 64 kB against the bare parsing of its Markdown.

use crate::reports;
use crate::timing::{Times, print, ratio};
use anyhow::{Result, ensure};
use pulldown_cmark::{Options, Parser};
use std::hint::black_box;
use std::time::{Duration, Instant};

const BYTES: usize = 64 * 1024;
/// The median may take no longer.
const MOST: Duration = Duration::from_millis(10);
/// Nor more times what parsing the Markdown takes.
const MOST_TIMES: f64 = 5.0;

pub(crate) fn measure(rounds: usize) -> Result<()> {
    let text = reports::of_size(BYTES);
    let (mut read, mut parsed) = (Times::default(), Times::default());
    // One after the other in every round, so that a busy moment of the machine hits both.
    for _ in 0..rounds {
        let start = Instant::now();
        let reading = domain::exchange::read(black_box(&text));
        read.push(start.elapsed());
        ensure!(!reading.categories.is_empty(), "nothing was read");
        let start = Instant::now();
        black_box(Parser::new_ext(black_box(&text), Options::all()).count());
        parsed.push(start.elapsed());
    }
    print("reading a report into records", &read, None, text.len());
    print("parsing its Markdown only", &parsed, None, text.len());
    let times = ratio(&read, &parsed);
    println!("reading takes {times:.1} times as long as parsing");
    ensure!(read.percentile(50) <= MOST, "reading a report is too slow");
    ensure!(times <= MOST_TIMES, "reading a report takes too many times what parsing it takes");
    Ok(())
}
