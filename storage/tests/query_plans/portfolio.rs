//! The portfolio: read from an index in every order.

use crate::Many;
use crate::samples::{at, id, title};
use domain::Version;
use domain::portfolio::{Audits, GoalVerdict, Open, SavedView, Standing};
use storage::portfolio::{self, CategoryRow, CompareFilter, Filter, Known, Sort};
use storage::trends::{Register, list_past};
use storage::{Tx, Window};

pub(crate) async fn write(tx: &mut Tx, many: &Many) {
    let verdicts = vec![GoalVerdict { goal: "demo".parse().unwrap(), name: title("Demo"), verdict: None }];
    let rows =
        ["Security", "Heat"].map(|name| CategoryRow { key: name.to_lowercase(), name: title(name), share: Some(50), rating: "B".into() });
    let standing = Standing {
        audits: Audits { score: Some(5_000), ..Audits::default() },
        open: Open::default(),
        overdue: 0,
        items_done: 0,
        items: 0,
        verdicts,
        lapses_at: at(),
    };
    for project in portfolio::list_lapsed(tx, at(), 1_000).await.unwrap() {
        portfolio::set_verdicts(tx, project, &standing.verdicts).await.unwrap();
        portfolio::set_categories(tx, project, &rows).await.unwrap();
        portfolio::write(tx, project, &standing, &Known::default(), at()).await.unwrap();
    }
    let view = SavedView { id: id(), name: title("Late"), query: "sort=-age".parse().unwrap(), version: Version::FIRST };
    portfolio::insert_view(tx, many.user, &view, at()).await.unwrap();
}

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let (project, few) = (many.project.id, Window { limit: 20, offset: 20 });
    portfolio::facts(tx, project, at()).await.unwrap();
    portfolio::list_audits(tx, project, few).await.unwrap();
    portfolio::known(tx, project).await.unwrap();
    portfolio::find(tx, project).await.unwrap();
    portfolio::list_verdicts(tx, project).await.unwrap();
    portfolio::set_verdicts(tx, project, &[]).await.unwrap();
    portfolio::set_categories(tx, project, &[]).await.unwrap();
    portfolio::postpone(tx, project, at()).await.unwrap();
    let asked = Filter {
        tag: "alpha".into(),
        text: "project".into(),
        verdict: Some(("demo".parse().unwrap(), None)),
        audited_before: Some(at().today()),
        ..Filter::default()
    };
    let own = Filter { member: Some(many.user), ..Filter::default() };
    for sort in Sort::ALL {
        for down in [false, true] {
            for filter in [&Filter::default(), &own, &asked] {
                portfolio::list(tx, filter, sort, down, few).await.unwrap();
            }
            let ends = (&"alpha".parse().unwrap(), &"beta".parse().unwrap());
            portfolio::list_by_tag(tx, &asked, (sort, down), ends, 5).await.unwrap();
        }
    }
    for filter in [&Filter::default(), &own, &asked] {
        portfolio::count(tx, filter).await.unwrap();
        portfolio::list_tags(tx, filter, few).await.unwrap();
        portfolio::count_tags(tx, filter).await.unwrap();
        portfolio::sums_untagged(tx, filter).await.unwrap();
    }
    portfolio::list_categories(tx, Some(many.user), 9).await.unwrap();
    for lowest_first in [false, true] {
        let filter = CompareFilter { key: "security".into(), member: None, lowest_first };
        portfolio::list_compared(tx, &filter, few).await.unwrap();
        portfolio::count_compared(tx, &filter).await.unwrap();
    }
    let view = portfolio::list_views(tx, many.user).await.unwrap().remove(0);
    portfolio::count_views(tx, many.user).await.unwrap();
    portfolio::find_view(tx, many.user, view.id).await.unwrap();
    portfolio::update_view(tx, many.user, &view, view.version).await.unwrap();
    portfolio::delete_view(tx, many.user, view.id).await.unwrap();
    for register in [Register::Blockers, Register::Items] {
        list_past(tx, project, register, at()).await.unwrap();
    }
}

/// Counts a statement that picks the rows of a page from an index, and fails where it sorts to do so; what is joined to a page is sorted
/// once more, and that is no more than a page.
pub(crate) fn picked_in_order(sql: &str, plan: &str) -> usize {
    let picks = ["FROM (SELECT s.project_id FROM standings s", "FROM (SELECT c.project_id, c.name, c.share"];
    if !picks.iter().any(|start| sql.contains(start)) {
        return 0;
    }
    let sorts = plan.lines().take_while(|line| !line.starts_with("SCAN x")).any(|line| line.contains("TEMP B-TREE FOR ORDER BY"));
    assert!(!sorts, "{sql}\n{plan}");
    1
}
