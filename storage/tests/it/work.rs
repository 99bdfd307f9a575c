use crate::samples::{at, blocker, checklist, comment, item, project, saved_user, tick};
use domain::accounts::Role;
use domain::checklists::Item;
use domain::comments::Comment;
use domain::ids::{ChecklistId, ProjectId, UserId};
use domain::people::Assignee;
use domain::projects::Project;
use domain::records::{RecordKind, RecordRef};
use scratch::on_fresh;
use storage::accounts::members;
use storage::work::{self, Filter};
use storage::{Tx, Window, blockers, checklists, comments, projects};

const FEW: Window = Window::first(20);

fn assigned(list: ChecklistId, position: i32, user: UserId, due: Option<&str>) -> Item {
    let assignee = Some(Assignee { name: "Kim".into(), user: Some(user) });
    Item { assignee, due: due.map(|day| day.parse().unwrap()), ..item(list, position) }
}

async fn place(tx: &mut Tx, slug: &str, kim: UserId) -> (ProjectId, ChecklistId) {
    let (row, list) = (project(slug), checklist(0, "Before"));
    projects::insert(tx, &row).await.unwrap();
    members::set(tx, row.id, kim, Role::Engineer).await.unwrap();
    checklists::insert(tx, row.id, &list).await.unwrap();
    (row.id, list.id)
}

async fn titles(tx: &mut Tx, user: UserId, filter: Filter) -> Vec<String> {
    work::list(tx, user, at(), filter, FEW).await.unwrap().into_iter().map(|task| task.title).collect()
}

#[tokio::test]
async fn what_is_due_first_comes_first_and_what_is_done_or_somebody_elses_not_at_all() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (kim, mia) = (saved_user(&mut tx, "kim@example.org").await, saved_user(&mut tx, "mia@example.org").await);
        let (ferry, list) = place(&mut tx, "ferry", kim).await;
        let rows = [
            assigned(list, 1, kim, None),
            assigned(list, 2, kim, Some("2031-05-01")),
            assigned(list, 3, kim, Some("2031-04-01")),
            assigned(list, 4, mia, Some("2031-04-01")),
            Item { done: Some(tick()), ..assigned(list, 5, kim, Some("2031-04-01")) },
        ];
        for row in &rows {
            checklists::insert_item(&mut tx, ferry, row).await.unwrap();
        }
        assert_eq!(titles(&mut tx, kim, Filter::default()).await, ["Item number 3", "Item number 2", "Item number 1"]);
        assert_eq!(titles(&mut tx, kim, Filter { overdue: true, kind: None }).await, ["Item number 3"]);
        assert!(titles(&mut tx, kim, Filter { overdue: false, kind: Some(RecordKind::Blocker) }).await.is_empty());
        assert_eq!(work::count(&mut tx, kim, at()).await.unwrap(), [(RecordKind::Item, 3, 1)]);
        assert!(titles(&mut tx, mia, Filter::default()).await.is_empty(), "no member");
    })
    .await;
}

#[tokio::test]
async fn archived_projects_and_ended_memberships_have_no_work() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let kim = saved_user(&mut tx, "kim@example.org").await;
        let (ferry, list) = place(&mut tx, "ferry", kim).await;
        checklists::insert_item(&mut tx, ferry, &assigned(list, 1, kim, None)).await.unwrap();
        let row = projects::get(&mut tx, &"ferry".parse().unwrap()).await.unwrap().unwrap();
        let archived = Project { archived_at: Some(at()), version: row.version.next(), ..row.clone() };
        projects::update(&mut tx, &archived, row.version).await.unwrap();
        assert!(titles(&mut tx, kim, Filter::default()).await.is_empty());
        let back = Project { archived_at: None, version: archived.version.next(), ..row };
        projects::update(&mut tx, &back, archived.version).await.unwrap();
        assert_eq!(titles(&mut tx, kim, Filter::default()).await.len(), 1);
        members::delete(&mut tx, ferry, kim).await.unwrap();
        assert!(titles(&mut tx, kim, Filter::default()).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_mention_waits_until_it_is_answered() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let kim = saved_user(&mut tx, "kim@example.org").await;
        let (ferry, _) = place(&mut tx, "ferry", kim).await;
        let stop = blocker(ferry, 1, 1);
        blockers::insert(&mut tx, &stop).await.unwrap();
        let record: RecordRef = stop.id.into();
        let asked = comment(ferry, record, "@Kim?");
        comments::insert(&mut tx, &asked, &[kim]).await.unwrap();
        let waiting = work::list_namings(&mut tx, kim, FEW).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].comment, waiting[0].about.1.as_str()), (1, asked.id, "Blocker number 1"));
        assert_eq!(work::count_namings(&mut tx, kim).await.unwrap(), 1);
        comments::insert(&mut tx, &Comment { author: kim, ..comment(ferry, record, "Yes.") }, &[]).await.unwrap();
        assert_eq!(work::count_namings(&mut tx, kim).await.unwrap(), 0);
    })
    .await;
}
