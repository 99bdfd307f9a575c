use crate::samples::{
    aside, assessment, at, blocker, checklist, item, project, resolution, saved_project, saved_user, tick, title, waiver,
};
use domain::accounts::Role;
use domain::assessments::AssessmentState;
use domain::blockers::{Blocker, BlockerState};
use domain::checklists::Item;
use domain::projects::Project;
use scratch::on_fresh;
use storage::accounts::members;
use storage::assessments::Summary;
use storage::portfolio::{Filter, count, list};
use storage::{Tx, Window, assessments, blockers, checklists, projects, records};

async fn names(tx: &mut Tx, filter: &Filter) -> Vec<String> {
    let rows = list(tx, filter, at(), Window::first(50)).await.unwrap();
    assert_eq!(count(tx, filter).await.unwrap(), i64::try_from(rows.len()).unwrap());
    rows.into_iter().map(|row| row.project.name.into()).collect()
}

#[tokio::test]
async fn a_row_sums_up_what_a_manager_looks_at_first() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let id = saved_project(&mut tx, "ferry").await;
        assessments::insert(&mut tx, &assessment(id, "2031-01-01")).await.unwrap();
        let mut latest = Summary { score: Some(8_000), stated_score: None, ..assessment(id, "2031-03") };
        latest.assessment.state = AssessmentState::Final;
        assessments::insert(&mut tx, &latest).await.unwrap();
        // One that is being written here says nothing yet, and one that was corrected nothing any more.
        assessments::insert(&mut tx, &assessment(id, "2031-03-20")).await.unwrap();
        let mut wrong = assessment(id, "2031-03-25");
        wrong.assessment.state = AssessmentState::Final;
        assessments::insert(&mut tx, &wrong).await.unwrap();
        let mut right = Summary { score: None, stated_score: None, ..assessment(id, "2031-03-26") };
        (right.assessment.state, right.assessment.supersedes) = (AssessmentState::Final, Some(wrong.assessment.id));
        assessments::insert(&mut tx, &right).await.unwrap();
        let unscored = Summary { score: None, stated_score: None, ..assessment(id, "2031-04-01") };
        assessments::insert(&mut tx, &unscored).await.unwrap();
        blockers::insert(&mut tx, &blocker(id, 0, 3)).await.unwrap();
        blockers::insert(&mut tx, &blocker(id, 1, 2)).await.unwrap();
        let resolved = Blocker { state: BlockerState::Resolved, resolution: Some(resolution()), ..blocker(id, 2, 1) };
        blockers::insert(&mut tx, &resolved).await.unwrap();
        // One that is waived does not count, until its waiver ends.
        blockers::insert(&mut tx, &Blocker { waiver: Some(waiver("2031-04-05")), ..blocker(id, 3, 1) }).await.unwrap();
        let group = checklist(0, "Before");
        checklists::insert(&mut tx, id, &group).await.unwrap();
        checklists::insert_item(&mut tx, id, &item(group.id, 0)).await.unwrap();
        checklists::insert_item(&mut tx, id, &Item { done: Some(tick()), ..item(group.id, 1) }).await.unwrap();
        // What does not apply and what is in the bin is on neither side; a tick without its verification is open.
        let apart = Item { set_aside: Some(aside()), ..item(group.id, 2) };
        let lapsed = Item { done: Some(tick()), needs_verification: true, verified_until: Some(at()), ..item(group.id, 3) };
        let gone = item(group.id, 4);
        for row in [&apart, &lapsed, &gone] {
            checklists::insert_item(&mut tx, id, row).await.unwrap();
        }
        records::delete(&mut tx, id, gone.id.into(), gone.version, at(), "Ada").await.unwrap();
        let row = list(&mut tx, &Filter::default(), at(), Window::first(5)).await.unwrap().remove(0);
        assert_eq!(row.last_audit.as_deref(), Some("2031-03"));
        assert_eq!((row.score, row.stated_score, row.audited), (Some(8_000), None, true));
        assert_eq!((row.open_blockers, row.top_tier), (2, Some(2)));
        let next_day = list(&mut tx, &Filter::default(), at().plus_seconds(24 * 3600), Window::first(5)).await.unwrap().remove(0);
        assert_eq!((next_day.open_blockers, next_day.top_tier), (3, Some(1)));
        assert_eq!((row.items_done, row.items), (1, 3));
        assert_eq!(row.project.tags.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_empty_project_has_no_score_and_not_zero() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        saved_project(&mut tx, "ferry").await;
        let row = list(&mut tx, &Filter::default(), at(), Window::first(5)).await.unwrap().remove(0);
        assert_eq!((row.last_audit, row.score, row.stated_score, row.top_tier), (None, None, None, None));
        assert!(!row.audited);
        assert_eq!((row.open_blockers, row.items_done, row.items), (0, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_and_take_signs_of_patterns_literally() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        for (slug, name) in [("b", "Beta 100%"), ("a", "Alpha_1"), ("c", "Gamma!")] {
            let row = Project { name: title(name), tags: vec![format!("t-{slug}").parse().unwrap()], ..project(slug) };
            projects::insert(&mut tx, &row).await.unwrap();
            if slug == "a" {
                members::set(&mut tx, row.id, ada, Role::Viewer).await.unwrap();
            }
        }
        projects::insert(&mut tx, &Project { archived_at: Some(at()), ..project("old") }).await.unwrap();
        let all = Filter::default();
        assert_eq!(names(&mut tx, &all).await, ["Alpha_1", "Beta 100%", "Gamma!"]);
        assert_eq!(names(&mut tx, &Filter { member: Some(ada), ..all.clone() }).await, ["Alpha_1"]);
        assert_eq!(names(&mut tx, &Filter { archived: true, ..all.clone() }).await, ["old"]);
        assert_eq!(names(&mut tx, &Filter { tag: "t-b".into(), ..all.clone() }).await, ["Beta 100%"]);
        for (text, found) in
            [("0%", vec!["Beta 100%"]), ("_", vec!["Alpha_1"]), ("!", vec!["Gamma!"]), ("GAMMA", vec!["Gamma!"]), ("x", vec![])]
        {
            assert_eq!(names(&mut tx, &Filter { text: text.into(), ..all.clone() }).await, found, "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_overlap() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for at in (0..7).rev() {
            let row = Project { name: title(if at % 2 == 0 { "Same" } else { "Name" }), ..project(&format!("p{at}")) };
            projects::insert(&mut tx, &row).await.unwrap();
        }
        let whole = list(&mut tx, &Filter::default(), at(), Window::first(50)).await.unwrap();
        let mut pages = Vec::new();
        for offset in [0, 3, 6] {
            pages.extend(list(&mut tx, &Filter::default(), at(), Window { limit: 3, offset }).await.unwrap());
        }
        assert_eq!(pages, whole);
    })
    .await;
}

#[tokio::test]
async fn capitals_beyond_ascii_are_found_and_sorted_as_small_letters() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for (slug, name) in [("a", "Äwwerk"), ("b", "zebra"), ("c", "Apple")] {
            projects::insert(&mut tx, &Project { name: title(name), ..project(slug) }).await.unwrap();
        }
        let found = names(&mut tx, &Filter { text: "ÄWW".into(), ..Filter::default() }).await;
        assert_eq!(found, ["Äwwerk"]);
        assert_eq!(names(&mut tx, &Filter::default()).await[0], "Apple");
    })
    .await;
}
