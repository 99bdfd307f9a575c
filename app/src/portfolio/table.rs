//! The list as a table whose headings sort it.

use super::asked::{Asked, first_down};
use super::cells;
use crate::ui::{Cell, Table, Tags};
use domain::Timestamp;
use domain::portfolio::GoalVerdict;
use domain::text::Tag;
use leptos::prelude::*;
use service::portfolio::{ProjectRow, Sort};

const GOALS: [(&str, &str, Sort); 3] =
    [("demo", "Demo", Sort::Demo), ("beta", "Beta", Sort::Beta), ("production", "Production", Sort::Production)];

/// Which columns there are: those of goals that none of these projects has are left out.
#[derive(Clone, Copy)]
struct Columns {
    goals: [bool; 3],
    others: bool,
}

impl Columns {
    fn of(asked: &Asked, rows: &[ProjectRow]) -> Self {
        let goals = GOALS.map(|(goal, _, sort)| {
            asked.query.sort == sort || rows.iter().any(|row| row.standing.verdicts.iter().any(|verdict| verdict.goal.as_str() == goal))
        });
        Self { goals, others: rows.iter().any(|row| cells::other_goals(&row.standing).next().is_some()) }
    }

    fn goals(self) -> impl Iterator<Item = (&'static str, &'static str, Sort)> {
        GOALS.into_iter().zip(self.goals).filter(|(_, there)| *there).map(|(goal, _)| goal)
    }
}

/// The table of these projects; with `sorts` its headings are links.
pub(super) fn table(asked: &Asked, rows: &[ProjectRow], caption: String, sorts: bool, now: Timestamp) -> impl IntoView + use<> {
    debug_assert_eq!(GOALS.map(|(goal, ..)| goal), GoalVerdict::COLUMNS);
    let columns = Columns::of(asked, rows);
    let lines = rows.iter().map(|row| line(row, columns, now)).collect_view();
    let head = |label, sort, figure| if sorts { sorting(asked, label, sort, figure).into_any() } else { plain(label, figure).into_any() };
    let goals: Vec<_> = columns.goals().map(|(_, label, sort)| head(label, sort, false)).collect();
    let others = columns.others.then(|| plain("Other goals", false));
    let (project, score, delta) = (head("Project", Sort::Name, false), head("Score", Sort::Score, true), head("Change", Sort::Delta, true));
    let (blockers, overdue) = (head("Open blockers", Sort::Blockers, false), head("Overdue", Sort::Overdue, true));
    let (items, age) = (head("Items done", Sort::Items, true), head("Last audit", Sort::Age, true));
    view! {
        <Table caption cards=true>
            <thead><tr>{project}{score}{delta}{plain("Trend", false)}{goals}{others}{blockers}{overdue}{items}{age}</tr></thead>
            <tbody>{lines}</tbody>
        </Table>
    }
}

fn plain(label: &'static str, figure: bool) -> impl IntoView + use<> {
    let class = figure.then_some("num");
    view! { <th scope="col" class=class>{label}</th> }
}

fn sorting(asked: &Asked, label: &'static str, sort: Sort, figure: bool) -> impl IntoView + use<> {
    let here = asked.query.sort == sort;
    let down = if here { !asked.query.down } else { first_down(sort) };
    let stands = here.then_some(if asked.query.down { "descending" } else { "ascending" });
    let (href, class) = (asked.sorted(sort, down).link(), figure.then_some("num"));
    view! { <th scope="col" class=class aria-sort=stands><a class="sorter" href=href>{label}</a></th> }
}

fn line(row: &ProjectRow, columns: Columns, now: Timestamp) -> impl IntoView + use<> {
    let ProjectRow { project, standing } = row;
    let tags: Vec<String> = project.tags.iter().map(Tag::to_string).collect();
    let (href, name) = (format!("/projects/{}", project.slug), project.name.to_string());
    let goals = columns.goals().map(|(goal, label, _)| {
        let shown = cells::goal(standing, goal);
        view! { <Cell label>{shown}</Cell> }
    });
    let goals = goals.collect_view();
    let others = columns.others.then(|| {
        let shown = cells::others(standing);
        view! { <Cell label="Other goals">{shown}</Cell> }
    });
    let (score, delta, trend) = (cells::score(&standing.audits), cells::delta(&standing.audits), cells::line(project, &standing.audits));
    let (blockers, overdue) = (cells::blockers(project, standing), cells::overdue(standing));
    let (items, age) = (cells::items(standing), cells::age(&standing.audits, now));
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a><Tags tags/></th>
            <Cell label="Score" figure=true>{score}</Cell>
            <Cell label="Change" figure=true>{delta}</Cell>
            <Cell label="Trend">{trend}</Cell>
            {goals}{others}
            <Cell label="Open blockers">{blockers}</Cell>
            <Cell label="Overdue" figure=true>{overdue}</Cell>
            <Cell label="Items done" figure=true>{items}</Cell>
            <Cell label="Last audit" figure=true>{age}</Cell>
        </tr>
    }
}
