use crate::samples::{
    aside, assessment, at, blocker, checklist, item, project, resolution, risk, saved_project, saved_user, tick, title, waiver,
};
use domain::accounts::Role;
use domain::assessments::AssessmentState;
use domain::blockers::{Blocker, BlockerState};
use domain::checklists::Item;
use domain::decisions::Verdict;
use domain::ids::{ProjectId, UserId};
use domain::portfolio::{Audit, Audits, GoalVerdict, Open, SavedView, Standing};
use domain::projects::Project;
use domain::{Timestamp, Version};
use scratch::on_fresh;
use storage::accounts::members;
use storage::assessments::Summary;
use storage::portfolio::{self, CategoryRow, CompareFilter, Filter, Known, Sort, count, list};
use storage::{StorageError, Tx, Window, assessments, blockers, checklists, projects, records, risks};

const DAY: i64 = 24 * 3600;

fn standing(score: Option<i64>, first: i64) -> Standing {
    Standing {
        audits: Audits { score, delta: score.map(|score| score - 5_000), ..Audits::default() },
        open: Open { first, ..Open::default() },
        overdue: 0,
        items_done: 1,
        items: 3,
        verdicts: Vec::new(),
        lapses_at: Timestamp::for_ever(),
    }
}

async fn saved(tx: &mut Tx, slug: &str, standing: &Standing) -> ProjectId {
    let id = saved_project(tx, slug).await;
    written(tx, id, standing).await;
    id
}

async fn written(tx: &mut Tx, id: ProjectId, standing: &Standing) {
    portfolio::set_verdicts(tx, id, &standing.verdicts).await.unwrap();
    portfolio::write(tx, id, standing, &Known::default(), at()).await.unwrap();
}

async fn slugs(tx: &mut Tx, filter: &Filter, sort: Sort, down: bool) -> Vec<String> {
    let rows = list(tx, filter, sort, down, Window::first(50)).await.unwrap();
    assert_eq!(count(tx, filter).await.unwrap(), i64::try_from(rows.len()).unwrap());
    rows.into_iter().map(|row| row.project.slug.into()).collect()
}

async fn names(tx: &mut Tx, filter: &Filter) -> Vec<String> {
    let rows = list(tx, filter, Sort::Name, false, Window::first(50)).await.unwrap();
    assert_eq!(count(tx, filter).await.unwrap(), i64::try_from(rows.len()).unwrap());
    rows.into_iter().map(|row| row.project.name.into()).collect()
}

fn verdict(goal: &str, verdict: Option<Verdict>) -> GoalVerdict {
    GoalVerdict { goal: goal.parse().unwrap(), name: title(&format!("The {goal} one")), verdict }
}

#[tokio::test]
async fn the_facts_of_a_project_are_those_of_its_registers_at_that_moment() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let id = saved_project(&mut tx, "ferry").await;
        let empty = portfolio::facts(&mut tx, id, at()).await.unwrap();
        assert_eq!((empty.open, empty.overdue, empty.items_open, empty.items_done), (Open::default(), 0, 0, 0));
        assert!(empty.days.is_empty() && empty.moments.is_empty());
        let due = |text: &str| Some(text.parse().unwrap());
        for row in [
            Blocker { due: due("2031-04-04"), ..blocker(id, 0, 3) },
            Blocker { due: due("2031-04-09"), ..blocker(id, 1, 2) },
            // One that is waived does not count, until its waiver ends.
            Blocker { due: due("2031-01-01"), waiver: Some(waiver("2031-04-05")), ..blocker(id, 3, 1) },
            Blocker { state: BlockerState::Resolved, resolution: Some(resolution()), due: due("2031-01-01"), ..blocker(id, 2, 1) },
        ] {
            blockers::insert(&mut tx, &row).await.unwrap();
        }
        let group = checklist(0, "Before");
        checklists::insert(&mut tx, id, &group).await.unwrap();
        let bare = |position| Item { due: None, verified_until: None, needs_verification: false, ..item(group.id, position) };
        let gone = Item { due: due("2031-01-01"), ..bare(5) };
        for row in [
            Item { due: due("2031-04-04"), ..bare(0) },
            Item { done: Some(tick()), due: due("2031-01-01"), ..bare(1) },
            // What does not apply and what is in the bin is on neither side; a tick without its verification is open.
            Item { set_aside: Some(aside()), ..bare(2) },
            Item { done: Some(tick()), needs_verification: true, verified_until: Some(at()), ..bare(3) },
            Item { done: Some(tick()), needs_verification: true, verified_until: Some(at().plus_seconds(60)), ..bare(4) },
            gone.clone(),
        ] {
            checklists::insert_item(&mut tx, id, &row).await.unwrap();
        }
        records::delete(&mut tx, id, gone.id.into(), gone.version, at(), "Ada").await.unwrap();
        let facts = portfolio::facts(&mut tx, id, at()).await.unwrap();
        assert_eq!(facts.open, Open { first: 0, second: 1, others: 1 });
        assert_eq!((facts.overdue, facts.items_open, facts.items_done), (2, 2, 2));
        let days: Vec<String> = facts.days.iter().map(ToString::to_string).collect();
        assert_eq!(days, ["2031-04-09", "2031-04-05"]);
        assert_eq!(facts.moments, [at().plus_seconds(60)]);
        let next_day = portfolio::facts(&mut tx, id, at().plus_seconds(DAY)).await.unwrap();
        assert_eq!((next_day.open.first, next_day.overdue), (1, 3));
        assert_eq!((next_day.items_open, next_day.items_done), (3, 1));
        assert!(next_day.moments.is_empty());
        risks::insert(&mut tx, &risk(id, 0)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_last_audits_are_those_that_count() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let id = saved_project(&mut tx, "ferry").await;
        let frozen = |day: &str| {
            let mut row = Summary { score: Some(8_000), stated_score: None, ..assessment(id, day) };
            row.assessment.state = AssessmentState::Final;
            row
        };
        let (first, wrong) = (frozen("2031-03"), frozen("2031-03-25"));
        let mut right = Summary { score: None, ..frozen("2031-03-26") };
        right.assessment.supersedes = Some(wrong.assessment.id);
        // One that is being written here says nothing yet, and one that was corrected nothing any more.
        for row in [&first, &assessment(id, "2031-03-20"), &wrong, &right] {
            assessments::insert(&mut tx, row).await.unwrap();
        }
        let found = portfolio::list_audits(&mut tx, id, Window::first(9)).await.unwrap();
        let audits: Vec<Audit> = found.iter().map(|(_, audit, _)| *audit).collect();
        assert_eq!(audits.iter().map(|audit| audit.on.to_string()).collect::<Vec<_>>(), ["2031-03-26", "2031-03"]);
        assert_eq!((audits[0].score, audits[1].score), (None, Some(8_000)));
        assert_eq!(found[1].2, format!("{} 1 0", first.assessment.id));
    })
    .await;
}

#[tokio::test]
async fn what_is_written_of_a_project_comes_back_whole_and_is_overwritten() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let id = saved_project(&mut tx, "ferry").await;
        assert_eq!(portfolio::list_lapsed(&mut tx, at(), 5).await.unwrap(), [id], "a new row waits to be written");
        let audits = Audits {
            audited_on: Some("2031-04".parse().unwrap()),
            scored_on: Some("2031-03-01".parse().unwrap()),
            score: Some(8_000),
            stated: Some(7_900),
            delta: Some(-250),
            scores: vec![8_250, 8_000],
        };
        let verdicts = vec![verdict("production", None), verdict("demo", Some(Verdict::Go)), verdict("pilot-2", Some(Verdict::NoGo))];
        let open = Open { first: 1, second: 2, others: 3 };
        let whole = Standing { audits, open, overdue: 4, items_done: 5, items: 7, verdicts, lapses_at: at() };
        written(&mut tx, id, &whole).await;
        let row = list(&mut tx, &Filter::default(), Sort::Name, false, Window::first(5)).await.unwrap().remove(0);
        assert_eq!((row.standing, row.project.tags.len()), (whole.clone(), 2));
        assert_eq!(portfolio::list_verdicts(&mut tx, id).await.unwrap(), whole.verdicts);
        portfolio::postpone(&mut tx, id, at().plus_seconds(9)).await.unwrap();
        assert!(portfolio::list_lapsed(&mut tx, at(), 5).await.unwrap().is_empty());
        assert_eq!(portfolio::list_lapsed(&mut tx, at().plus_seconds(9), 5).await.unwrap(), [id]);
        let other = Standing { verdicts: vec![verdict("beta", Some(Verdict::Conditional))], ..standing(None, 0) };
        written(&mut tx, id, &other).await;
        let row = list(&mut tx, &Filter::default(), Sort::Name, false, Window::first(5)).await.unwrap().remove(0);
        assert_eq!(row.standing, other);
    })
    .await;
}

#[tokio::test]
async fn every_order_runs_both_ways_and_what_is_unknown_comes_last() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let mut low = standing(Some(4_000), 2);
        low.verdicts = vec![verdict("demo", Some(Verdict::NoGo)), verdict("beta", None)];
        low.audits.audited_on = Some("2031-01-01".parse().unwrap());
        let mut high = Standing { overdue: 3, items: 9, ..standing(Some(9_000), 1) };
        high.verdicts = vec![verdict("demo", Some(Verdict::Go)), verdict("production", Some(Verdict::Go))];
        high.audits.audited_on = Some("2031-03".parse().unwrap());
        saved(&mut tx, "b-low", &low).await;
        saved(&mut tx, "a-high", &high).await;
        saved(&mut tx, "c-none", &standing(None, 0)).await;
        let all = Filter::default();
        for (sort, up, down) in [
            (Sort::Name, ["a-high", "b-low", "c-none"], ["c-none", "b-low", "a-high"]),
            (Sort::Score, ["b-low", "a-high", "c-none"], ["a-high", "b-low", "c-none"]),
            (Sort::Delta, ["b-low", "a-high", "c-none"], ["a-high", "b-low", "c-none"]),
            (Sort::Age, ["a-high", "b-low", "c-none"], ["b-low", "a-high", "c-none"]),
            (Sort::Blockers, ["c-none", "a-high", "b-low"], ["b-low", "a-high", "c-none"]),
            (Sort::Overdue, ["b-low", "c-none", "a-high"], ["a-high", "c-none", "b-low"]),
            (Sort::Items, ["b-low", "c-none", "a-high"], ["a-high", "c-none", "b-low"]),
            (Sort::Demo, ["a-high", "b-low", "c-none"], ["b-low", "a-high", "c-none"]),
            (Sort::Beta, ["b-low", "a-high", "c-none"], ["b-low", "c-none", "a-high"]),
            (Sort::Production, ["a-high", "b-low", "c-none"], ["a-high", "c-none", "b-low"]),
        ] {
            assert_eq!(slugs(&mut tx, &all, sort, false).await, up, "{sort:?}");
            assert_eq!(slugs(&mut tx, &all, sort, true).await, down, "{sort:?} down");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_is_no_administrator_sees_the_same_orders_of_the_own_projects() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        for (slug, score, own) in [("a", 4_000, true), ("b", 9_000, false), ("c", 6_000, true)] {
            let id = saved(&mut tx, slug, &standing(Some(score), 0)).await;
            if own {
                members::set(&mut tx, id, ada, Role::Viewer).await.unwrap();
            }
        }
        let own = Filter { member: Some(ada), ..Filter::default() };
        assert_eq!(slugs(&mut tx, &own, Sort::Score, true).await, ["c", "a"]);
        assert_eq!(slugs(&mut tx, &own, Sort::Name, false).await, ["a", "c"]);
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
        projects::insert(&mut tx, &Project { archived_at: Some(at()), tags: Vec::new(), ..project("old") }).await.unwrap();
        let all = Filter::default();
        assert_eq!(names(&mut tx, &all).await, ["Alpha_1", "Beta 100%", "Gamma!"]);
        assert_eq!(names(&mut tx, &Filter { member: Some(ada), ..all.clone() }).await, ["Alpha_1"]);
        assert_eq!(names(&mut tx, &Filter { archived: true, ..all.clone() }).await, ["old"]);
        assert_eq!(names(&mut tx, &Filter { archived: true, untagged: true, ..all.clone() }).await, ["old"]);
        assert!(names(&mut tx, &Filter { untagged: true, ..all.clone() }).await.is_empty());
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
async fn filters_ask_for_verdicts_urgent_blockers_and_old_audits() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let mut one = Standing { verdicts: vec![verdict("beta", None)], ..standing(None, 1) };
        one.audits.audited_on = Some("2031-04-01".parse().unwrap());
        let mut two = Standing { verdicts: vec![verdict("beta", Some(Verdict::Go))], ..standing(None, 0) };
        two.audits.audited_on = Some("2031-01".parse().unwrap());
        saved(&mut tx, "one", &one).await;
        saved(&mut tx, "two", &two).await;
        saved(&mut tx, "three", &standing(None, 0)).await;
        let all = Filter::default();
        let beta = |verdict| Filter { verdict: Some(("beta".parse().unwrap(), verdict)), ..Filter::default() };
        assert_eq!(names(&mut tx, &beta(None)).await, ["one"]);
        assert_eq!(names(&mut tx, &beta(Some(Verdict::Go))).await, ["two"]);
        assert!(names(&mut tx, &beta(Some(Verdict::NoGo))).await.is_empty());
        assert_eq!(names(&mut tx, &Filter { urgent: true, ..all.clone() }).await, ["one"]);
        let before = Filter { audited_before: Some("2031-03-01".parse().unwrap()), ..all };
        assert_eq!(names(&mut tx, &before).await, ["three", "two"], "what was never audited is older than any audit");
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
        let all = Filter::default();
        for (sort, down) in [(Sort::Name, false), (Sort::Score, true), (Sort::Blockers, true)] {
            let whole = list(&mut tx, &all, sort, down, Window::first(50)).await.unwrap();
            let mut pages = Vec::new();
            for offset in [0, 3, 6] {
                pages.extend(list(&mut tx, &all, sort, down, Window { limit: 3, offset }).await.unwrap());
            }
            assert_eq!(pages, whole);
        }
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

#[tokio::test]
async fn a_project_with_two_tags_stands_under_both() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for (slug, tags, score) in [("a", "web", Some(4_000)), ("b", "api web", Some(9_001)), ("c", "api", None), ("d", "", Some(1))] {
            let tags = tags.split_whitespace().map(|tag| tag.parse().unwrap()).collect();
            let row = Project { tags, ..project(slug) };
            projects::insert(&mut tx, &row).await.unwrap();
            written(&mut tx, row.id, &standing(score, 1)).await;
        }
        let all = Filter::default();
        let sums = portfolio::list_tags(&mut tx, &all, Window::first(9)).await.unwrap();
        let figures: Vec<_> =
            sums.iter().map(|sums| (sums.tag.as_ref().unwrap().as_str(), sums.projects, sums.scored, sums.urgent)).collect();
        assert_eq!(figures, [("api", 2, (1, 9_001), 2), ("web", 2, (2, 13_001), 2)]);
        assert_eq!(portfolio::count_tags(&mut tx, &all).await.unwrap(), 2);
        let bare = portfolio::sums_untagged(&mut tx, &all).await.unwrap();
        assert_eq!((bare.tag, bare.projects, bare.scored), (None, 1, (1, 1)));
        let ends = (&"api".parse().unwrap(), &"web".parse().unwrap());
        let rows = portfolio::list_by_tag(&mut tx, &all, (Sort::Score, true), ends, 5).await.unwrap();
        let rows: Vec<_> = rows.iter().map(|(tag, row)| format!("{tag} {}", row.project.slug)).collect();
        assert_eq!(rows, ["api b", "api c", "web b", "web a"]);
        let first = portfolio::list_by_tag(&mut tx, &all, (Sort::Score, true), (ends.0, ends.0), 1).await.unwrap();
        assert_eq!(first.len(), 1);
    })
    .await;
}

fn row(name: &str, share: Option<i64>) -> CategoryRow {
    CategoryRow { key: name.to_lowercase(), name: title(name), share, rating: "B+".into() }
}

#[tokio::test]
async fn one_category_is_compared_over_projects_in_use() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        for (slug, share) in [("a", Some(4_000)), ("b", None), ("c", Some(9_000))] {
            let id = saved(&mut tx, slug, &standing(None, 0)).await;
            let rows = [row("Security", share), row("SECURITY", Some(1)), row(&format!("Only {slug}"), None)];
            portfolio::set_categories(&mut tx, id, &rows).await.unwrap();
            portfolio::set_categories(&mut tx, id, &rows).await.unwrap();
            if slug == "a" {
                members::set(&mut tx, id, ada, Role::Viewer).await.unwrap();
            }
        }
        let old = Project { archived_at: Some(at()), ..project("old") };
        projects::insert(&mut tx, &old).await.unwrap();
        portfolio::set_categories(&mut tx, old.id, &[row("Security", Some(5))]).await.unwrap();
        let known = portfolio::list_categories(&mut tx, None, 9).await.unwrap();
        assert_eq!((known[0].0.as_str(), known[0].2, known.len()), ("security", 3, 4));
        let compared = async |tx: &mut Tx, member: Option<UserId>, lowest_first| {
            let filter = CompareFilter { key: "security".into(), member, lowest_first };
            let rows = portfolio::list_compared(tx, &filter, Window::first(9)).await.unwrap();
            assert_eq!(portfolio::count_compared(tx, &filter).await.unwrap(), i64::try_from(rows.len()).unwrap());
            rows.into_iter().map(|row| (row.slug.to_string(), row.share)).collect::<Vec<_>>()
        };
        let (a, b, c) = (("a".to_owned(), Some(4_000)), ("b".to_owned(), None), ("c".to_owned(), Some(9_000)));
        assert_eq!(compared(&mut tx, None, true).await, [a.clone(), c.clone(), b.clone()]);
        assert_eq!(compared(&mut tx, None, false).await, [c, a.clone(), b]);
        assert_eq!(compared(&mut tx, Some(ada), true).await, [a]);
    })
    .await;
}

#[tokio::test]
async fn a_view_is_that_of_one_person_and_its_name_stands_once() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ada, bo) = (saved_user(&mut tx, "ada@example.org").await, saved_user(&mut tx, "bo@example.org").await);
        let view =
            SavedView { id: crate::samples::id(), name: title("Late"), query: "sort=-age".parse().unwrap(), version: Version::FIRST };
        portfolio::insert_view(&mut tx, ada, &view, at()).await.unwrap();
        portfolio::insert_view(&mut tx, bo, &SavedView { id: crate::samples::id(), ..view.clone() }, at()).await.unwrap();
        assert_eq!(
            (portfolio::list_views(&mut tx, ada).await.unwrap(), portfolio::count_views(&mut tx, ada).await.unwrap()),
            (vec![view.clone()], 1)
        );
        assert!(matches!(portfolio::find_view(&mut tx, bo, view.id).await, Err(StorageError::NotFound)));
        let changed = SavedView { name: title("Old"), version: view.version.next(), ..view.clone() };
        portfolio::update_view(&mut tx, ada, &changed, view.version).await.unwrap();
        assert_eq!(portfolio::find_view(&mut tx, ada, view.id).await.unwrap(), changed);
        assert!(matches!(portfolio::update_view(&mut tx, ada, &changed, view.version).await, Err(StorageError::Stale)));
        assert!(matches!(portfolio::delete_view(&mut tx, bo, view.id).await, Err(StorageError::NotFound)));
        portfolio::delete_view(&mut tx, ada, view.id).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = fresh.db.begin().await.unwrap();
        portfolio::insert_view(&mut tx, ada, &view, at()).await.unwrap();
        let twin = SavedView { id: crate::samples::id(), name: title("LATE"), ..view };
        assert!(matches!(portfolio::insert_view(&mut tx, ada, &twin, at()).await, Err(StorageError::Exists)));
    })
    .await;
}
