//! The source with its lines, each leading to the record it became.

use super::Asked;
use domain::LineRange;
use domain::exchange::review::{Entry, Kind, Spot};
use leptos::prelude::*;
use std::collections::HashMap;

/// So many lines are shown around the chosen record where the source is long.
const SHOWN: usize = 3_000;

pub(super) fn pane(text: &str, all: &[Entry], lit: Option<LineRange>, asked: &Asked) -> impl IntoView + use<> {
    let owners = owners(all);
    let lines: Vec<&str> = text.lines().collect();
    let from = match lit {
        Some(lit) if lines.len() > SHOWN => (lit.first as usize).saturating_sub(SHOWN / 2).min(lines.len() - SHOWN),
        _ => 0,
    };
    let shown = (1_u32..).zip(lines.iter()).skip(from).take(SHOWN);
    let rows = shown.map(|(number, line)| row(number, line, owners.get(&number).copied(), lit, asked)).collect_view();
    let cut = (lines.len() > SHOWN).then(|| {
        let words = format!(
            "Lines {} to {} of {}. Choose a record to see the lines around it.",
            from + 1,
            (from + SHOWN).min(lines.len()),
            lines.len()
        );
        view! { <p class="small muted">{words}</p> }
    });
    view! {
        <div class="review-source">
            <h2>"Source"</h2>
            {cut}
            <div class="source" role="region" aria-label="Source" tabindex="0"><ol>{rows}</ol></div>
        </div>
    }
}

/// The record of each line: of several the one that begins last, for it is the innermost.
fn owners(all: &[Entry]) -> HashMap<u32, (Spot, u32)> {
    let mut owners: HashMap<u32, (Spot, u32)> = HashMap::new();
    for entry in all.iter().filter(|entry| entry.spot.kind != Kind::Note) {
        let first = entry.slip.lines.first;
        for line in first..=entry.slip.lines.last {
            let slot = owners.entry(line).or_insert((entry.spot, first));
            if first > slot.1 {
                *slot = (entry.spot, first);
            }
        }
    }
    owners
}

fn row(number: u32, line: &str, owner: Option<(Spot, u32)>, lit: Option<LineRange>, asked: &Asked) -> impl IntoView + use<> {
    let current = lit.is_some_and(|lines| lines.contains(number)).then_some("true");
    let (id, label) = (format!("L{number}"), number.to_string());
    let content = match owner {
        Some((spot, first)) => {
            // One stop of the keyboard for each record: its first line.
            let tab = (number != first).then_some("-1");
            let (href, spot) = (asked.record(spot), spot.to_string());
            view! { <a href=href data-sight=spot tabindex=tab>{line.to_owned()}</a> }.into_any()
        }
        None => line.to_owned().into_any(),
    };
    view! { <li id=id data-number=label aria-current=current>{content}</li> }
}
