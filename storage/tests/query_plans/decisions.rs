//! Gates and what is decided on them.

use crate::samples::{at, checklist, id, item, title};
use domain::decisions::{Decision, Verdict};
use domain::gates::Gates;
use domain::ids::ProjectId;
use domain::text::Markdown;
use storage::projects::gates::Former;
use storage::{Tx, Window, assessments, checklists, decisions, gates, projects};

/// One decision of a project.
pub(crate) fn decision(project: ProjectId, goal: &str) -> Decision {
    Decision {
        id: id(),
        project,
        goal: goal.parse().unwrap(),
        goal_name: title(goal),
        verdict: Verdict::Conditional,
        computed: None,
        reason: Markdown::default(),
        at: at(),
        by: None,
        by_name: title("Ada"),
        gates_version: 1,
        facts: None,
        sha256: "0".repeat(64),
    }
}

pub(crate) async fn read(tx: &mut Tx, project: ProjectId) {
    let few = Window::first(10);
    gates::count(tx, project, at()).await.unwrap();
    gates::list_failing(tx, project, at(), 10).await.unwrap();
    assessments::current(tx, project).await.unwrap();
    let former = Former { gates: Gates::default(), changed_at: at(), changed_by_name: title("Ada") };
    projects::gates::insert(tx, project, &former).await.unwrap();
    projects::gates::list(tx, project, few).await.unwrap();
    projects::gates::count(tx, project).await.unwrap();
    let list = checklist(0, "Conditions");
    checklists::insert(tx, project, &list).await.unwrap();
    let condition = item(list.id, 0);
    checklists::insert_item(tx, project, &condition).await.unwrap();
    let signed = decision(project, "beta");
    decisions::insert(tx, &signed, "{}").await.unwrap();
    decisions::insert_condition(tx, signed.id, condition.id, 0).await.unwrap();
    decisions::find(tx, project, signed.id).await.unwrap();
    decisions::state(tx, project, signed.id).await.unwrap();
    decisions::list(tx, project, Some(&signed.goal), few).await.unwrap();
    decisions::list(tx, project, None, few).await.unwrap();
    decisions::count(tx, project, None).await.unwrap();
    decisions::latest(tx, project).await.unwrap();
    checklists::list_conditions(tx, project, signed.id).await.unwrap();
}
