//! The plan.

use super::make::{self, count, or_dash, plain, text, texts};
use super::prose::{brief, prose};
use super::tones;
use crate::exports::Dossier;
use crate::exports::block::{Block, Line, Span};
use crate::plans::{Action, Standing};
use crate::time::Day;

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let (all, today) = (&dossier.registers.actions, dossier.at.today());
    let columns = [texts("Focus", 5), texts("When", 2), texts("State", 3), texts("Owner", 2), texts("Deliverables", 5)];
    let Some(table) = make::table("Steps of the plan", columns, all.iter().map(|row| step(row, today))) else { return Vec::new() };
    let of = |standing| all.iter().filter(|row| row.standing(today) == standing).count() as u64;
    let late = of(Standing::Late);
    let late = if late > 0 { format!(" {} late.", count(late, "step is", "steps are")) } else { String::new() };
    let mut out = vec![text(format!("{} of {} steps done.{late}", of(Standing::Done), all.len())), table];
    for row in all.iter().filter(|row| !row.deliverables.is_empty() && brief(&row.deliverables).is_none()) {
        out.push(make::strong(row.focus.as_str()));
        out.extend(prose(&row.deliverables));
    }
    out
}

fn step(row: &Action, today: Day) -> Vec<Line> {
    let when: Vec<String> = row.when.iter().cloned().chain(row.date.map(|date| format!("Due {date}"))).collect();
    let done = row.done.as_ref().map(|done| Span::quiet(format!("\nby {} on {}", done.by_name, done.at.day())));
    let deliverables = match (row.deliverables.is_empty(), brief(&row.deliverables)) {
        (true, _) => plain("–"),
        (false, brief) => brief.unwrap_or_else(|| plain("below")),
    };
    vec![
        plain(row.focus.as_str()),
        or_dash((!when.is_empty()).then(|| when.join("\n"))),
        make::mark(tones::step(row.standing(today))).into_iter().chain(done).collect(),
        or_dash(row.owner.as_ref()),
        deliverables,
    ]
}
