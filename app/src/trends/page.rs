//! What is open, what came and what was closed, and when that would be all.

use crate::assessments::category_lines;
use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::ui::charts::{BurnChart, BurnWeek};
use crate::ui::{NavLink, Sheet, SubNav};
use domain::trends::Estimate;
use leptos::prelude::*;
use service::trends::{self, Trend, WEEKS};
use service::{PageNumber, assessments};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let weeks = visit.query("weeks").parse().ok().filter(|asked| WEEKS.contains(asked)).unwrap_or(WEEKS[0]);
    let found = trends::show(&visit.state.db, &viewer, weeks, service::now()).await?;
    let history = assessments::list(&visit.state.db, &viewer, PageNumber::FIRST).await?;
    Ok(Page::new(format!("Trends of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let links = WEEKS.map(|count| {
            let mut link = NavLink::new(format!("{count} weeks"), place.link(&format!("/trends?weeks={count}")), "");
            link.current = count == weeks;
            link
        });
        let blockers = Words {
            many: "blockers",
            none: "No blocker has been entered so far. They come with a report, or are added on the page of blockers.",
            rule: "A waived blocker counts as open here: a waiver closes nothing.",
        };
        let items = Words {
            many: "items",
            none: "No item has been entered so far. They come with a report or a template, or are added on the page of checklists.",
            rule: "An item counts as closed from its tick, or from the day somebody said that it does not apply.",
        };
        let drawn = category_lines(&history);
        let audits = place.link("/assessments");
        view! {
            {tabs(&viewer, Tab::Trends, None)}
            <SubNav label="How far back" links=links.to_vec()/>
            <Sheet title="Blockers" id="blockers">{register(&blockers, &found.blockers)}</Sheet>
            <Sheet title="Items" id="items">{register(&items, &found.items)}</Sheet>
            {drawn}
            <p><a href=audits>"All assessments"</a></p>
        }
    }))
}

/// The words of a register.
struct Words {
    many: &'static str,
    none: &'static str,
    rule: &'static str,
}

fn register(words: &Words, trend: &Trend) -> impl IntoView + use<> {
    let came = trend.series.came_closed;
    let silent = trend.series.days.iter().all(|day| (day.open, day.opened, day.closed) == (0, 0, 0));
    if silent && came == 0 {
        return view! { <p class="none-yet">{words.none}</p> }.into_any();
    }
    let weeks = trend.weeks.iter().map(|week| BurnWeek {
        date: week.start.to_string(),
        open: week.open,
        opened: week.opened,
        closed: week.closed,
        over: week.over,
    });
    let weeks: Vec<_> = weeks.collect();
    let open = trend.series.days.last().map_or(0, |day| day.open);
    let came = match came {
        0 => None,
        count => Some(format!(
            "{count} {} came closed with a report: when that was done is not known, so they are in no figure here.",
            if count == 1 { words.many.trim_end_matches('s') } else { words.many }
        )),
    };
    let cut = trend.cut.then_some("There are more rows than are looked at here; the oldest are left out.");
    let notes = [came, cut.map(str::to_owned)].into_iter().flatten().map(|words| view! { <p>{words}</p> }).collect_view();
    let (estimate, rule, what) = (estimated(open, words.many, trend.estimate), words.rule, words.many);
    view! {
        <BurnChart what weeks/>
        <div class="trendnotes"><p>{estimate}</p>{notes}
            <p class="muted">{rule}" Days are those on which something was entered here. What is in the bin is in no figure."</p></div>
    }
    .into_any()
}

/// When the rest would be closed, with what is uncertain about it.
fn estimated(open: u32, many: &str, estimate: Option<Estimate>) -> String {
    let what = if open == 1 { format!("The 1 open {}", many.trim_end_matches('s')) } else { format!("The {open} open {many}") };
    match estimate {
        _ if open == 0 => format!("No open {many}."),
        None => "No estimate: it takes three weeks that are over, and something closed in at least half of the last six.".to_owned(),
        Some(Estimate { likely, early, late: Some(late) }) => {
            format!(
                "{what} would be closed about {likely} at the pace of the last six weeks if none came; between {early} and {late} without the fastest and the slowest quarter of those weeks."
            )
        }
        Some(Estimate { likely, early, late: None }) => format!(
            "{what} would be closed about {likely} at the pace of the last six weeks if none came: {early} at the pace of the faster weeks, and \
             not at all at that of the slower ones."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_says_what_is_uncertain_about_it() {
        let day = |text: &str| text.parse().unwrap();
        let sure = Estimate { likely: day("2031-05-20"), early: day("2031-05-10"), late: Some(day("2031-06-30")) };
        let said = estimated(4, "blockers", Some(sure));
        assert!(said.starts_with("The 4 open blockers") && said.contains("between 2031-05-10 and 2031-06-30"), "{said}");
        let open = estimated(1, "blockers", Some(Estimate { late: None, ..sure }));
        assert!(open.starts_with("The 1 open blocker would") && open.contains("not at all"), "{open}");
        assert!(estimated(4, "items", None).starts_with("No estimate"));
        assert_eq!(estimated(0, "items", Some(sure)), "No open items.");
    }
}
