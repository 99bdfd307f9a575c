//! Each category over the audits of a page of the history, as small multiples.

use super::delta;
use crate::ui::Sheet;
use crate::ui::charts::Sparkline;
use domain::assessments::Series;
use domain::scoring::ScoringRule;
use leptos::prelude::*;
use service::assessments::{Audit, History};

/// So many categories are drawn; the others are said.
const MOST: usize = 24;

/// Small multiples; nothing where no category is rated.
pub(crate) fn categories(history: &History) -> impl IntoView + use<> {
    let audits = &history.audits.rows;
    let rule = audits.first().map(|audit| audit.rule.clone()).unwrap_or_default();
    let rated: Vec<&Series> = history.categories.iter().filter(|series| !series.points.is_empty()).collect();
    let shown = rated.get(..MOST).unwrap_or(&rated);
    let rows = shown.iter().map(|series| one(series, audits, &rule)).collect_view();
    let rest = match rated.len() - shown.len() {
        0 => None,
        1 => Some("1 more category is not drawn here; its assessments show it.".to_owned()),
        more => Some(format!("{more} more categories are not drawn here; their assessments show them.")),
    };
    let rest = rest.map(|words| view! { <p class="small muted">{words}</p> });
    let count = rated.len().to_string();
    (!rated.is_empty()).then(|| view! { <Sheet title="Categories over time" count><ul class="multiples">{rows}</ul>{rest}</Sheet> })
}

fn one(series: &Series, audits: &[Audit], rule: &ScoringRule) -> impl IntoView + use<> {
    // The audits are newest first, the places of a series count from the oldest.
    let date = |place: usize| {
        let audit = audits.len().checked_sub(place + 1).and_then(|newness| audits.get(newness));
        audit.map(|audit| audit.summary.ordered_on.clone()).unwrap_or_default()
    };
    let figures: Vec<String> = series.points.iter().map(|(place, share)| format!("{} on {}", rule.rounded(share), date(*place))).collect();
    let label = format!("{}: {}", series.name, figures.join(", "));
    let latest = series.latest().map(|share| rule.rounded(share)).unwrap_or_default();
    let last = series.points.last().map(|(place, _)| *place);
    // Without a word the latest value is that of the newest audit.
    let since = last.filter(|place| !series.current || place + 1 != audits.len());
    let since = since.map(|place| view! { <span class="small muted">{format!("last rated {}", date(place))}</span> });
    let moved = series.moved().map(|moved| delta(&moved, rule.places));
    let points: Vec<u32> = series.points.iter().map(|(_, share)| share.basis_points()).collect();
    let (name, line) = (series.name.to_string(), points.len() > 1);
    let drawing = line.then(|| view! { <Sparkline label points/> });
    view! {
        <li class="multiple">
            <span class="multiple-name">{name}</span>
            {drawing}
            <span class="multiple-figures"><strong>{latest}</strong>" %"{moved}{since}</span>
        </li>
    }
}
