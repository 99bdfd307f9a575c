//! `cargo xtask bench [ROUNDS]`: what a page costs beside its queries, what long checklists cost beside short ones, what writing a large
//! assessment and comparing two costs, what taking one out costs, what a list of many projects costs beside one of a few, reading a report beside parsing its
//! Markdown, and linting one.
//!
//! Everything runs in this process, without a network in between: it is the program that is measured, not the machine's sockets.

mod changes;
mod checklists;
mod exports;
mod lint;
mod page;
mod portfolio;
mod reading;
mod reports;
mod timing;
mod writing;

use anyhow::{Context as _, Result};

/// Rounds where none are given: enough for a steady 95th percentile, few enough to wait for.
const ROUNDS: usize = 2_000;

#[tokio::main]
async fn main() -> Result<()> {
    let rounds = match std::env::args().nth(1) {
        Some(text) => text.parse().ok().filter(|rounds| *rounds > 0).context("usage: bench [ROUNDS], a number above 0")?,
        None => ROUNDS,
    };
    println!("{:<44} {:>10} {:>10} {:>8} {:>9}", format!("{rounds} rounds"), "p50", "p95", "queries", "bytes");
    let page = page::measure(rounds).await;
    let lists = checklists::measure(rounds / 4 + 1).await;
    reading::measure(rounds / 10 + 1)?;
    lint::measure(rounds / 20 + 1)?;
    let changes = changes::measure(rounds / 20 + 1);
    let writing = writing::measure(rounds / 20 + 1).await;
    let exports = exports::measure(rounds / 200 + 1).await;
    let portfolio = portfolio::measure(rounds / 4 + 1).await;
    page.and(lists).and(changes).and(writing).and(exports).and(portfolio)
}
