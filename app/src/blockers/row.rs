//! One blocker, as the list and the overview show it.

use crate::overview::{Place, tier_kind};
use crate::ui::{Balloon, Kind, Pill};
use domain::Day;
use domain::blockers::{Blocker, Standing};
use domain::projects::Words;
use leptos::prelude::*;

/// Where, in whose words and on which day blockers are shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// The project.
    pub(crate) place: &'a Place,
    /// How it calls its tiers.
    pub(crate) words: &'a Words,
    /// The day.
    pub(crate) today: Day,
}

/// Blockers below each other, each with what leads to its page.
pub(crate) fn rows(shown: &Shown<'_>, blockers: &[Blocker]) -> impl IntoView + use<> {
    let rows = blockers.iter().map(|blocker| row(shown, blocker)).collect_view();
    view! { <ul class="rows">{rows}</ul> }
}

fn row(shown: &Shown<'_>, blocker: &Blocker) -> impl IntoView + use<> {
    let href = shown.place.link(&format!("/blockers/{}", blocker.id));
    let title = blocker.title.to_string();
    view! {
        <li class="row" id=format!("blocker-{}", blocker.id)>
            <span class="row-mark">{balloon(shown, blocker)}</span>
            <div class="row-head"><span class="row-title"><a href=href>{title}</a></span>{state(blocker, shown.today)}</div>
            {gap(blocker)}
            {meta(shown, blocker)}
        </li>
    }
}

/// The tier as a figure; pale where the blocker does not block.
pub(super) fn balloon(shown: &Shown<'_>, blocker: &Blocker) -> impl IntoView + use<> {
    let kind = if blocker.standing(shown.today).blocks() { tier_kind(blocker.tier) } else { Kind::Neutral };
    let (text, name, plain) = (blocker.tier.number().to_string(), shown.words.tier(blocker.tier), blocker.tier.to_string());
    let label = if name == plain { plain } else { format!("{plain}: {name}") };
    view! { <Balloon kind text label/> }
}

/// Where it stands, as a word.
pub(super) fn state(blocker: &Blocker, today: Day) -> impl IntoView + use<> {
    let standing = blocker.standing(today);
    let kind = match standing {
        Standing::Open => tier_kind(blocker.tier),
        Standing::Reopened => Kind::Bad,
        Standing::Waived => Kind::Info,
        Standing::Resolved => Kind::Ok,
    };
    view! { <Pill kind text=standing.as_str()/> }
}

/// The state that is and the one that has to be.
pub(super) fn gap(blocker: &Blocker) -> impl IntoView + use<> {
    let sides = [("Now", &blocker.current), ("Required", &blocker.required)];
    let known = sides.iter().any(|(_, text)| text.is_some());
    let sides = sides
        .into_iter()
        .filter_map(|(name, text)| text.as_ref().map(|text| view! { <dt>{name}</dt><dd>{text.clone()}</dd> }))
        .collect_view();
    known.then(|| view! { <dl class="gap row-text">{sides}</dl> })
}

/// How long it is or was open: “Open for 12 days”.
pub(super) fn age(blocker: &Blocker, today: Day) -> String {
    let resolved = blocker.resolution.is_some();
    match (blocker.age(today), resolved) {
        (0, false) => "Open since today".to_owned(),
        (1, false) => "Open for 1 day".to_owned(),
        (days, false) => format!("Open for {days} days"),
        (0, true) => "Resolved on its first day".to_owned(),
        (1, true) => "Resolved after 1 day".to_owned(),
        (days, true) => format!("Resolved after {days} days"),
    }
}

/// When it is due, marked where that is past.
pub(super) fn due(blocker: &Blocker, today: Day) -> impl IntoView + use<> {
    let late = blocker.is_overdue(today);
    let class = late.then_some("overdue");
    blocker.due.map(|due| {
        let words = if late { format!("Due {due}, overdue") } else { format!("Due {due}") };
        view! { <span class=class>{words}</span> }
    })
}

fn meta(shown: &Shown<'_>, blocker: &Blocker) -> impl IntoView + use<> {
    let (place, today) = (shown.place, shown.today);
    let label = blocker.tier_label.clone().filter(|label| *label != blocker.tier.to_string());
    let waived = blocker.waiver.as_ref().filter(|_| blocker.standing(today) == Standing::Waived);
    let waived = waived.map(|waiver| format!("Waived until {}", waiver.until));
    let owner = blocker.owner.as_ref().map(|owner| format!("Owner {owner}"));
    let said = [waived, blocker.category.as_ref().map(ToString::to_string), label, blocker.location.clone(), owner];
    let said = said.into_iter().flatten().map(|text| view! { <span>{text}</span> }).collect_view();
    let audit = blocker.opened_in.map(|id| view! { <a href=place.assessment(id)>"Audit"</a> });
    let age = age(blocker, today);
    view! { <p class="row-meta">{said}{due(blocker, today)}<span>{age}</span>{audit}{place.lines(blocker.opened_in, blocker.lines)}</p> }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use domain::blockers::{BlockerState, Tier, Waiver};
    use domain::ids::{BlockerId, ProjectId};
    use domain::links::Links;
    use domain::people::Assignee;
    use domain::text::Markdown;
    use domain::{Timestamp, Version};

    fn at() -> Timestamp {
        "2031-04-05T06:07:08Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
    }

    fn blocker() -> Blocker {
        Blocker {
            id: BlockerId(uuid::Uuid::nil()),
            project: ProjectId(uuid::Uuid::nil()),
            position: 0,
            tier: Tier::FIRST,
            tier_label: Some("P0 – stop".into()),
            title: "Keys in <clear> text".parse().unwrap(),
            category: None,
            current: Some("in the repository".into()),
            required: None,
            location: None,
            owner: Some(Assignee::named("Kim")),
            due: "2031-04-10".parse().ok(),
            links: Links::default(),
            body: Markdown::default(),
            state: BlockerState::Open,
            resolution: None,
            waiver: None,
            opened_in: None,
            lines: None,
            opened_at: at(),
            version: Version(7),
        }
    }

    fn html(blocker: Blocker, today: &str) -> String {
        let (place, words) = (Place { slug: "dock".into(), edits: false, audits: false }, Words::default());
        rows(&Shown { place: &place, words: &words, today: today.parse().unwrap() }, &[blocker]).to_html()
    }

    #[test]
    fn a_row_says_how_long_it_is_open_and_that_it_is_late() {
        let early = html(blocker(), "2031-04-10");
        assert!(early.contains("Keys in &lt;clear&gt; text") && early.contains("P0 – stop") && early.contains("Owner Kim"), "{early}");
        assert!(early.contains("Open for 5 days") && early.contains("Due 2031-04-10") && !early.contains("overdue"), "{early}");
        assert!(early.contains(r#"aria-label="Tier 1""#), "{early}");
        assert!(html(blocker(), "2031-04-11").contains("Due 2031-04-10, overdue"));
    }

    #[test]
    fn a_waived_one_says_until_when_and_is_open_again_the_day_after() {
        let waiver =
            Waiver { reason: Markdown::default(), until: "2031-05-01".parse().unwrap(), by_name: "Ana".parse().unwrap(), at: at() };
        let blocker = Blocker { waiver: Some(waiver), ..blocker() };
        let held = html(blocker.clone(), "2031-05-01");
        assert!(held.contains("Waived until 2031-05-01") && held.contains(">waived<"), "{held}");
        let lapsed = html(blocker, "2031-05-02");
        assert!(lapsed.contains(">open<") && !lapsed.contains("Waived until"), "{lapsed}");
    }
}
