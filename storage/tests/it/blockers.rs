use crate::samples::{at, blocker, id, resolution, saved_assessment, saved_project, saved_user, waiver};
use domain::blockers::{Blocker, BlockerState};
use domain::ids::ProjectId;
use domain::links::Links;
use domain::people::Assignee;
use domain::records::RecordRef;
use domain::text::Markdown;
use domain::{Day, Version};
use scratch::on_fresh;
use storage::blockers::{Counts, Filter, OwnedBy, Stands};
use storage::{StorageError, Tx, Window, blockers, records};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The day of the samples: 2031-04-05.
fn today() -> Day {
    at().today()
}

fn resolved(row: Blocker) -> Blocker {
    Blocker { state: BlockerState::Resolved, resolution: Some(resolution()), ..row }
}

async fn positions(tx: &mut Tx, project: ProjectId, filter: Filter) -> Vec<i32> {
    let rows = blockers::list(tx, project, &filter, today(), Window::first(99)).await.unwrap();
    let total = blockers::count_matching(tx, project, &filter, today()).await.unwrap();
    assert_eq!(i64::try_from(rows.len()).unwrap(), total, "{filter:?}");
    rows.iter().map(|row| row.position).collect()
}

#[tokio::test]
async fn a_blocker_comes_back_as_it_was_written() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let user = saved_user(&mut tx, "ada@example.org").await;
        let owner = Some(Assignee { name: "Ada".into(), user: Some(user) });
        let full = resolved(Blocker { opened_in: Some(audit), owner, waiver: Some(waiver("2031-06-01")), ..blocker(project, 0, 9) });
        let bare = Blocker {
            tier_label: None,
            category: None,
            current: None,
            required: None,
            location: None,
            owner: None,
            due: None,
            links: Links::default(),
            body: Markdown::default(),
            lines: None,
            state: BlockerState::Reopened,
            ..blocker(project, 1, 1)
        };
        for row in [&full, &bare] {
            blockers::insert(&mut tx, row).await.unwrap();
            assert_eq!(blockers::find(&mut tx, project, row.id).await.unwrap(), *row);
        }
        assert!(matches!(blockers::find(&mut tx, project, id()).await, Err(StorageError::NotFound)));
        // What can change comes back from a change too; who opened it where does not change.
        let changed = Blocker { id: bare.id, position: 1, opened_in: None, lines: None, tier_label: None, version: Version(2), ..full };
        blockers::update(&mut tx, &changed, bare.version).await.unwrap();
        assert_eq!(blockers::find(&mut tx, project, bare.id).await.unwrap(), changed);
        assert_eq!(blockers::next_position(&mut tx, project).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_filter_lets_through_what_it_says_most_urgent_first() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, other) = (saved_project(&mut tx, "ferry").await, saved_project(&mut tx, "other").await);
        let ada = saved_user(&mut tx, "ada@example.org").await;
        let rows = [
            Blocker { owner: None, ..blocker(project, 0, 2) },
            Blocker { owner: Some(Assignee { name: "Ada".into(), user: Some(ada) }), ..blocker(project, 1, 1) },
            Blocker { due: Some(day("2031-04-04")), ..blocker(project, 2, 2) },
            Blocker { due: Some(day("2031-04-04")), waiver: Some(waiver("2031-04-05")), ..blocker(project, 3, 1) },
            Blocker { waiver: Some(waiver("2031-04-04")), due: Some(today()), ..blocker(project, 4, 1) },
            resolved(Blocker { due: Some(day("2031-04-04")), ..blocker(project, 5, 1) }),
            blocker(other, 0, 1),
        ];
        for row in &rows {
            blockers::insert(&mut tx, row).await.unwrap();
        }
        let all = Filter { stands: Stands::All, ..Filter::default() };
        assert_eq!(positions(&mut tx, project, Filter::default()).await, [1, 4, 0, 2]);
        assert_eq!(positions(&mut tx, project, Filter { stands: Stands::Waived, ..Filter::default() }).await, [3]);
        assert_eq!(positions(&mut tx, project, Filter { stands: Stands::Resolved, ..Filter::default() }).await, [5]);
        assert_eq!(positions(&mut tx, project, all.clone()).await, [1, 3, 4, 5, 0, 2]);
        assert_eq!(positions(&mut tx, project, Filter { tier: Some(2.try_into().unwrap()), ..all.clone() }).await, [0, 2]);
        assert_eq!(positions(&mut tx, project, Filter { overdue: true, ..all.clone() }).await, [2]);
        assert_eq!(positions(&mut tx, project, Filter { owner: OwnedBy::Nobody, ..all.clone() }).await, [0]);
        assert_eq!(positions(&mut tx, project, Filter { owner: OwnedBy::Member(ada), ..all.clone() }).await, [1]);
        assert_eq!(positions(&mut tx, project, Filter { owner: OwnedBy::Named("AD".into()), ..all.clone() }).await, [1]);
        assert!(positions(&mut tx, project, Filter { owner: OwnedBy::Named("%".into()), ..all }).await.is_empty());
        let few = Window { limit: 2, offset: 1 };
        let some = blockers::list(&mut tx, project, &Filter::default(), today(), few).await.unwrap();
        assert_eq!(some, [rows[4].clone(), rows[0].clone()]);
        let standing = blockers::list_standing(&mut tx, project, today(), Window::first(9)).await.unwrap();
        assert_eq!(standing.iter().map(|row| row.position).collect::<Vec<_>>(), [1, 4, 0, 2, 3]);
    })
    .await;
}

#[tokio::test]
async fn a_waived_blocker_counts_as_open_again_the_day_after_its_waiver() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let rows = [
            blocker(project, 0, 2),
            Blocker { waiver: Some(waiver("2031-04-05")), due: Some(day("2031-04-01")), ..blocker(project, 1, 1) },
            resolved(blocker(project, 2, 1)),
        ];
        for row in &rows {
            blockers::insert(&mut tx, row).await.unwrap();
        }
        let counts = blockers::count(&mut tx, project, today()).await.unwrap();
        assert_eq!(counts, Counts { open: 1, waived: 1, resolved: 1, overdue: 0 });
        assert_eq!(blockers::count_by_tier(&mut tx, project, today()).await.unwrap(), [(2, 1)]);
        let counts = blockers::count(&mut tx, project, day("2031-04-06")).await.unwrap();
        assert_eq!(counts, Counts { open: 2, waived: 0, resolved: 1, overdue: 1 });
        assert_eq!(blockers::count_by_tier(&mut tx, project, day("2031-04-06")).await.unwrap(), [(1, 1), (2, 1)]);
    })
    .await;
}

#[tokio::test]
async fn what_is_in_the_bin_is_in_no_list_and_no_count() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = blocker(project, 0, 1);
        blockers::insert(&mut tx, &row).await.unwrap();
        let record: RecordRef = row.id.into();
        records::delete(&mut tx, project, record, row.version, at(), "Ada").await.unwrap();
        assert!(matches!(blockers::find(&mut tx, project, row.id).await, Err(StorageError::NotFound)));
        assert!(matches!(blockers::update(&mut tx, &row, Version(2)).await, Err(StorageError::Stale)));
        assert!(positions(&mut tx, project, Filter { stands: Stands::All, ..Filter::default() }).await.is_empty());
        assert!(blockers::list_standing(&mut tx, project, today(), Window::first(9)).await.unwrap().is_empty());
        assert_eq!(blockers::count(&mut tx, project, today()).await.unwrap(), Counts::default());
        assert!(blockers::count_by_tier(&mut tx, project, today()).await.unwrap().is_empty());
        records::restore(&mut tx, project, record).await.unwrap();
        assert_eq!(blockers::find(&mut tx, project, row.id).await.unwrap(), Blocker { version: Version(3), ..row });
    })
    .await;
}

#[tokio::test]
async fn the_first_of_two_changes_on_one_version_wins() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = blocker(project, 0, 1);
        blockers::insert(&mut tx, &row).await.unwrap();
        let first = Blocker { version: Version(2), ..resolved(row.clone()) };
        blockers::update(&mut tx, &first, row.version).await.unwrap();
        let late = Blocker { state: BlockerState::Reopened, version: Version(2), ..row.clone() };
        assert!(matches!(blockers::update(&mut tx, &late, row.version).await, Err(StorageError::Stale)));
        assert_eq!(blockers::find(&mut tx, project, row.id).await.unwrap(), first);
    })
    .await;
}
