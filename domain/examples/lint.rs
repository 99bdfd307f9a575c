//! Prints what lint finds in Markdown reports: `cargo run -p domain --features markdown --example lint -- FILE …`, for judging a rule by eye.
//!
//! A report is looked at on the day it was written, so that its age does not stand in the way.

use domain::exchange::{decode, read};
use domain::lint::{STALE_AFTER, document};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    for file in std::env::args().skip(1) {
        let decoded = decode(&std::fs::read(&file)?)?;
        let date = read(&decoded.text).date.map_or_else(|| "2031-01-01".to_owned(), |stated| stated.date.to_string());
        let day = if date.len() == 7 { format!("{date}-28") } else { date };
        let now: chrono::DateTime<chrono::Utc> = format!("{day}T12:00:00Z").parse()?;
        for issue in document(&decoded.text, now.into(), STALE_AFTER) {
            println!("{file}: {} {}: {}", issue.severity.as_str(), issue.rule, issue.message);
            for place in issue.places {
                let lines = place.lines.map_or_else(String::new, |lines| format!("{}–{}: ", lines.first, lines.last));
                println!("    {lines}{}", place.title);
            }
        }
    }
    Ok(())
}
