//! The register as a table.

use crate::overview::{Place, prose};
use crate::ui::{Cell, Delta, Kind, Status, Table, Way};
use domain::Day;
use domain::projects::Words;
use domain::risks::{Cover, Exposure, Level, Movement, Polarity, Risk};
use leptos::prelude::*;

/// Risks with their levels, the way they went, and what is done about them.
pub(crate) fn table(place: &Place, words: &Words, today: Day, risks: &[Risk]) -> impl IntoView + use<> {
    let columns = Columns {
        moved: risks.iter().any(|risk| risk.movement(words.matrix()).is_some()),
        mitigation: risks.iter().any(|risk| !risk.mitigation.is_empty()),
        owner: risks.iter().any(|risk| risk.owner.is_some()),
    };
    let rows = risks.iter().map(|risk| row(place, words, today, risk, columns)).collect_view();
    view! {
        <Table caption="Risks" cards=true>
            <thead><tr>
                <th scope="col">"Risk"</th><th scope="col">"Level"</th>
                {columns.moved.then(|| view! { <th scope="col">"Moved"</th> })}
                {columns.mitigation.then(|| view! { <th scope="col">"Mitigation"</th> })}
                {columns.owner.then(|| view! { <th scope="col">"Owner"</th> })}
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

/// Columns that any risk has something for: an empty one only takes room.
#[derive(Clone, Copy)]
struct Columns {
    moved: bool,
    mitigation: bool,
    owner: bool,
}

fn row(place: &Place, words: &Words, today: Day, risk: &Risk, columns: Columns) -> impl IntoView + use<> {
    let quality = (risk.polarity == Polarity::HigherIsBetter).then(|| view! { <span class="second">"Higher is better"</span> });
    let (levels, moved) = (path(words, risk).into_any(), moved(words, risk).into_any());
    let owner = risk.owner.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
    let mitigation = if risk.mitigation.is_empty() { "–".into_any() } else { prose(&risk.mitigation).into_any() };
    let (href, title) = (place.link(&format!("/risks/{}", risk.id)), risk.title.to_string());
    let (factors, lines) = (factors(words, risk.residual), place.lines(risk.opened_in, risk.lines));
    view! {
        <tr id=format!("risk-{}", risk.id)>
            <th scope="row">
                <a href=href>{title}</a>
                {quality}
                <span class="second">{factors}" "{lines}</span>
                {standing(words, risk, today)}
            </th>
            <Cell label="Level" second=risk.status.clone()>{levels}</Cell>
            {columns.moved.then(|| view! { <Cell label="Moved">{moved}</Cell> })}
            {columns.mitigation.then(|| view! { <Cell label="Mitigation">{mitigation}</Cell> })}
            {columns.owner.then(|| view! { <Cell label="Owner">{owner}</Cell> })}
        </tr>
    }
}

/// Likelihood and impact in the words of the project, as far as they are known.
pub(super) fn factors(words: &Words, exposure: Exposure) -> String {
    let likelihood = exposure.likelihood.map(|step| format!("likelihood {}", words.likelihood(step)));
    let impact = exposure.impact.map(|step| format!("impact {}", words.impact(step)));
    [likelihood, impact].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Closed, accepted, due for review: what is worth a word.
pub(super) fn standing(words: &Words, risk: &Risk, today: Day) -> AnyView {
    let until = risk.acceptance.as_ref().map(|given| given.until.to_string()).unwrap_or_default();
    let accepted = match risk.cover(words.matrix(), today) {
        _ if risk.closure.is_some() => Some((Kind::Neutral, "closed".to_owned())),
        None => None,
        Some(Cover::Holds) => Some((Kind::Info, format!("accepted until {until}"))),
        Some(Cover::Past) => Some((Kind::Warn, format!("acceptance ended on {until}"))),
        Some(Cover::Worse) => Some((Kind::Bad, "worse than accepted".to_owned())),
    };
    let due = risk.is_review_due(today).then(|| (Kind::Warn, "review due".to_owned()));
    [accepted, due]
        .into_iter()
        .flatten()
        .map(|(kind, text)| view! { <span class="second"><Status kind text/></span> })
        .collect_view()
        .into_any()
}

/// What a level means, read with the direction that is good.
pub(super) const fn level_kind(level: Level, polarity: Polarity) -> Kind {
    match (level, polarity) {
        (Level::VeryLow | Level::Low, Polarity::LowerIsBetter) | (Level::High | Level::Critical, Polarity::HigherIsBetter) => Kind::Ok,
        (Level::Medium, _) => Kind::Warn,
        _ => Kind::Bad,
    }
}

/// The level of an exposure, and beside it the stated one where the matrix says another.
pub(super) fn level(words: &Words, exposure: Exposure, polarity: Polarity) -> AnyView {
    let stated = exposure
        .contradicted(words.matrix())
        .map(|stated| view! { <span class="muted nowrap">{format!("stated {}", stated.as_str())}</span> });
    match exposure.level(words.matrix()) {
        Some(level) => {
            view! { <span class="risklevel"><Status kind=level_kind(level, polarity) text=level.as_str()/></span>" "{stated} }.into_any()
        }
        None => view! { <Status kind=Kind::Neutral text="not stated"/> }.into_any(),
    }
}

/// Before → now → target, as far as they are known.
fn path(words: &Words, risk: &Risk) -> impl IntoView + use<> {
    let to = |words: &'static str| view! { <span class="to"><span aria-hidden="true">"→"</span><span class="unseen">{words}</span></span> };
    let before = risk.previous.map(|level| {
        let shown = view! { <span class="risklevel"><Status kind=level_kind(level, risk.polarity) text=level.as_str()/></span> };
        view! { <span class="unseen">"before "</span>{shown}{to(" now ")} }
    });
    let now = level(words, risk.residual, risk.polarity);
    let target = risk.target.level(words.matrix());
    let target = target.map(|level| view! { {to(", ")}<span class="muted nowrap">{format!("target {}", level.as_str())}</span> });
    view! { <span class="riskpath">{before}{now}{target}</span> }
}

fn moved(words: &Words, risk: &Risk) -> impl IntoView + use<> {
    let rose = risk.residual.level(words.matrix()) > risk.previous;
    match risk.movement(words.matrix()) {
        None => view! { <span class="muted">"–"</span> }.into_any(),
        Some(Movement::Same) => view! { <Delta way=Way::Same text="unchanged"/> }.into_any(),
        Some(movement) => {
            let way = if rose { Way::Up } else { Way::Down };
            let (kind, text) = if movement == Movement::Better { (Kind::Ok, "better") } else { (Kind::Bad, "worse") };
            view! { <Delta way kind text=text/> }.into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Version;
    use domain::ids::{ProjectId, RiskId};
    use domain::text::Markdown;

    fn risk(previous: Option<Level>, level: Option<Level>, target: Option<Level>) -> Risk {
        Risk {
            id: RiskId(uuid::Uuid::nil()),
            project: ProjectId(uuid::Uuid::nil()),
            position: 0,
            title: "Loss of <data>".parse().unwrap(),
            description: Markdown::default(),
            inherent: Exposure::default(),
            residual: Exposure::stated(level),
            target: Exposure::stated(target),
            previous,
            polarity: Polarity::inferred(previous, level, target),
            response: None,
            mitigation: "Backups & drills".parse().unwrap(),
            owner: None,
            review: None,
            status: None,
            acceptance: None,
            closure: None,
            opened_in: None,
            lines: None,
            opened_at: service::now(),
            version: Version::FIRST,
        }
    }

    fn html(risk: Risk) -> String {
        let place = Place { slug: "dock".into(), edits: false, audits: false };
        table(&place, &Words::default(), "2031-04-05".parse().unwrap(), &[risk]).to_html()
    }

    #[test]
    fn a_risk_that_fell_is_better_and_a_quality_that_fell_is_worse() {
        let fell = html(risk(Some(Level::High), Some(Level::Medium), Some(Level::Low)));
        assert!(fell.contains(r#"data-way="down" data-kind="ok""#), "{fell}");
        assert!(fell.contains("Loss of &lt;data&gt;") && fell.contains("Backups &amp; drills"), "{fell}");
        let quality = html(risk(Some(Level::Medium), Some(Level::Low), Some(Level::High)));
        assert!(quality.contains(r#"data-way="down" data-kind="bad""#) && quality.contains("Higher is better"), "{quality}");
    }

    #[test]
    fn a_level_nobody_stated_is_not_made_up_and_one_that_the_matrix_contradicts_stands_beside_it() {
        let unknown = html(risk(None, None, None));
        assert!(unknown.contains("not stated"), "{unknown}");
        assert!(unknown.contains("Mitigation") && !unknown.contains("Owner"), "{unknown}");
        let mut both = risk(None, Some(Level::Low), None);
        both.residual = Exposure { likelihood: Some(Level::High), impact: Some(Level::High), stated: Some(Level::Low) };
        both.review = "2031-04-05".parse().ok();
        let both = html(both);
        assert!(both.contains(">high<") && both.contains("stated low") && both.contains("review due"), "{both}");
        assert!(both.contains("likelihood likely, impact major"), "{both}");
    }
}
