//! Figures that are measured again and again. They are read off lines that some record or note keeps, so there is nothing to correct here.

use super::records::shown;
use crate::ui::{Cell, Sheet, Table};
use domain::exchange::MetricReading;
use leptos::prelude::*;

/// So many are shown: enough to see whether they were understood.
const SHOWN: usize = 200;

pub(super) fn table(rows: &[MetricReading]) -> Option<impl IntoView + use<>> {
    if rows.is_empty() {
        return None;
    }
    let more = rows.len().checked_sub(SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p class="small muted">{format!("… and {more} more, which are saved like these.")}</p> });
    let lines = rows.iter().take(SHOWN).map(row).collect_view();
    let count = rows.len().to_string();
    Some(view! {
        <Sheet title="Metrics" id="metrics" count=count>
            <Table caption="Metrics" cards=true>
                <thead><tr><th scope="col">"As understood"</th><th scope="col">"Value"</th><th scope="col">"Lines"</th></tr></thead>
                <tbody>{lines}</tbody>
            </Table>
            {more}
        </Sheet>
    })
}

fn row(row: &MetricReading) -> impl IntoView + use<> {
    let figure = |value| domain::metrics::figure(value, row.unit.as_deref());
    let before = row.previous.map(|value| format!(", was {}", figure(value))).unwrap_or_default();
    let value = format!("{}{before}", figure(row.value));
    let target = row.target.map(|target| format!("target: {target} · ")).unwrap_or_default();
    let second = format!("{target}direction {}", row.direction.words());
    let (name, lines, href) = (row.name.clone(), shown(row.lines), format!("#L{}", row.lines.first));
    view! {
        <tr>
            <th scope="row">{name}<span class="second">{second}</span></th>
            <Cell label="Value">{value}</Cell>
            <Cell label="Lines"><a class="lines" href=href>{lines}</a></Cell>
        </tr>
    }
}
