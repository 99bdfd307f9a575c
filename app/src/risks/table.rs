//! The register as a table.

use crate::overview::{Place, prose};
use crate::ui::{Cell, Delta, Kind, Status, Table, Way};
use domain::risks::{Level, Movement, Polarity, Risk};
use leptos::prelude::*;

/// Risks with their levels, the way they went, and what is done about them.
pub(crate) fn table(place: &Place, risks: &[Risk]) -> impl IntoView + use<> {
    let columns = Columns {
        moved: risks.iter().any(|risk| risk.movement().is_some()),
        mitigation: risks.iter().any(|risk| risk.mitigation.is_some()),
        owner: risks.iter().any(|risk| risk.owner.is_some()),
    };
    let rows = risks.iter().map(|risk| row(place, risk, columns)).collect_view();
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

fn row(place: &Place, risk: &Risk, columns: Columns) -> impl IntoView + use<> {
    let quality = (risk.polarity == Polarity::HigherIsBetter).then(|| view! { <span class="second">"Higher is better"</span> });
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let (levels, moved) = (path(risk), moved(risk));
    let (mitigation, owner) = (or_dash(&risk.mitigation), or_dash(&risk.owner));
    view! {
        <tr id=format!("risk-{}", risk.id)>
            <th scope="row">
                {risk.title.to_string()}
                {quality}
                <span class="second">{factors(risk)}" "{place.lines(risk.opened_in, risk.lines)}</span>
                {prose(&risk.description)}
            </th>
            <Cell label="Level" second=risk.status.clone()>{levels}</Cell>
            {columns.moved.then(|| view! { <Cell label="Moved">{moved}</Cell> })}
            {columns.mitigation.then(|| view! { <Cell label="Mitigation">{mitigation}</Cell> })}
            {columns.owner.then(|| view! { <Cell label="Owner">{owner}</Cell> })}
        </tr>
    }
}

fn factors(risk: &Risk) -> String {
    let parts = [("likelihood", risk.likelihood), ("impact", risk.impact)];
    let parts = parts.into_iter().filter_map(|(name, level)| level.map(|level| format!("{name} {}", level.as_str())));
    parts.collect::<Vec<_>>().join(", ")
}

/// What a level means, read with the direction that is good.
pub(super) const fn level_kind(level: Level, polarity: Polarity) -> Kind {
    match (level, polarity) {
        (Level::VeryLow | Level::Low, Polarity::LowerIsBetter) | (Level::High | Level::Critical, Polarity::HigherIsBetter) => Kind::Ok,
        (Level::Medium, _) => Kind::Warn,
        _ => Kind::Bad,
    }
}

/// Before → now → target, as far as they are known.
fn path(risk: &Risk) -> impl IntoView + use<> {
    let shown = |level: Level| view! { <span class="risklevel"><Status kind=level_kind(level, risk.polarity) text=level.as_str()/></span> };
    let to = |words: &'static str| view! { <span class="to"><span aria-hidden="true">"→"</span><span class="unseen">{words}</span></span> };
    let before = risk.previous.map(|level| view! { <span class="unseen">"before "</span>{shown(level)}{to(" now ")} });
    let now = match risk.level {
        Some(level) => shown(level).into_any(),
        None => view! { <Status kind=Kind::Neutral text="not stated"/> }.into_any(),
    };
    let target = risk.target.map(|level| view! { {to(", ")}<span class="muted nowrap">{format!("target {}", level.as_str())}</span> });
    view! { <span class="riskpath">{before}{now}{target}</span> }
}

fn moved(risk: &Risk) -> impl IntoView + use<> {
    let rose = risk.level > risk.previous;
    match risk.movement() {
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
pub(super) mod tests {
    use super::*;
    use domain::Version;
    use domain::ids::{ProjectId, RiskId};
    use domain::text::Markdown;

    pub(in crate::risks) fn risk(previous: Option<Level>, level: Option<Level>, target: Option<Level>) -> Risk {
        Risk {
            id: RiskId(uuid::Uuid::nil()),
            project: ProjectId(uuid::Uuid::nil()),
            position: 0,
            title: "Loss of <data>".parse().unwrap(),
            description: Markdown::default(),
            level,
            likelihood: None,
            impact: None,
            previous,
            target,
            polarity: Polarity::inferred(previous, level, target),
            mitigation: Some("Backups & drills".into()),
            owner: None,
            status: None,
            opened_in: None,
            lines: None,
            opened_at: service::now(),
            version: Version::FIRST,
        }
    }

    fn html(risk: Risk) -> String {
        table(&Place { slug: "dock".into(), edits: false, audits: false }, &[risk]).to_html()
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
    fn a_level_nobody_stated_is_not_made_up() {
        let html = html(risk(None, None, None));
        assert!(html.contains("not stated"), "{html}");
        assert!(html.contains("Mitigation") && !html.contains("Owner"), "{html}");
    }
}
