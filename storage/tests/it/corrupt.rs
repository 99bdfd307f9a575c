use crate::samples::{at, blocker, category, checklist, item, project, risk, saved_assessment, saved_user};
use domain::accounts::Role;
use domain::assessments::Rating;
use domain::ids::{AssessmentId, ProjectId, UserId};
use scratch::{Scratch, on_fresh};
use storage::accounts::{members, users};
use storage::checklists::{Clock, Filter};
use storage::{StorageError, Tx, Window, assessments, blockers, checklists, projects, risks};

struct Ids {
    project: ProjectId,
    audit: AssessmentId,
    user: UserId,
}

async fn rows(fresh: &Scratch) -> Ids {
    let mut tx = fresh.db.begin().await.unwrap();
    let row = project("ferry");
    projects::insert(&mut tx, &row).await.unwrap();
    let audit = saved_assessment(&mut tx, row.id, "2031-01-01").await;
    assessments::insert_category(&mut tx, audit, &category(0, Rating::NotRated)).await.unwrap();
    blockers::insert(&mut tx, &blocker(row.id, 0, 1)).await.unwrap();
    risks::insert(&mut tx, &risk(row.id, 0)).await.unwrap();
    let list = checklist(0, "Before");
    checklists::insert(&mut tx, row.id, &list).await.unwrap();
    checklists::insert_item(&mut tx, row.id, &item(list.id, 0)).await.unwrap();
    let user = saved_user(&mut tx, "ada@example.org").await;
    members::set(&mut tx, row.id, user, Role::Viewer).await.unwrap();
    tx.commit().await.unwrap();
    Ids { project: row.id, audit, user }
}

async fn read(tx: &mut Tx, table: &str, ids: &Ids) -> Result<(), StorageError> {
    let few = Window::first(9);
    match table {
        "users" => users::get(tx, ids.user).await.map(drop),
        "members" => members::role(tx, ids.project, ids.user).await.map(drop),
        "projects" => projects::get(tx, &"ferry".parse().unwrap()).await.map(drop),
        "assessments" => assessments::list(tx, ids.project, few).await.map(drop),
        "categories" => assessments::list_categories(tx, ids.audit).await.map(drop),
        "blockers" => blockers::list(tx, ids.project, &blockers::Filter::default(), at().today(), few).await.map(drop),
        "risks" => risks::list_open(tx, ids.project, few).await.map(drop),
        "items" => checklists::list_items(tx, ids.project, Filter::All, Clock::at(at()), few).await.map(drop),
        other => panic!("no reader for {other}"),
    }
}

#[tokio::test]
async fn a_value_that_the_domain_does_not_allow_is_named_and_not_guessed() {
    let damages = [
        ("users", "email = 'nobody'", "users.email"),
        ("members", "role = 'king'", "members.role"),
        ("projects", "name = ''", "projects.name"),
        ("assessments", "state = 'lost'", "assessments.state"),
        ("assessments", "audited_on = '2031-13'", "assessments.audited_on"),
        ("categories", "weight = '-1'", "categories.weight"),
        ("categories", "weight = 'heavy'", "categories.weight"),
        ("blockers", "tier = 0", "blockers.tier"),
        ("blockers", "tier = 300", "blockers.tier"),
        ("blockers", "state = 'gone'", "blockers.state"),
        ("blockers", "due = 'soon'", "blockers.due"),
        ("blockers", "resolved_by_name = 'Ada'", "blockers.resolved_…"),
        ("blockers", "waiver_reason = 'Later'", "blockers.waived_…"),
        ("risks", "level = 'huge'", "risks.level"),
        ("risks", "response = 'pray'", "risks.response"),
        ("risks", "accepted_reason = 'Fine'", "risks.accepted_…"),
        ("items", "done_by_name = 'Ada'", "items.done_…"),
    ];
    on_fresh(|fresh| async move {
        let ids = rows(&fresh).await;
        for (table, damage, column) in damages {
            let mut tx = fresh.db.read().await.unwrap();
            read(&mut tx, table, &ids).await.unwrap();
            drop(tx);
            // A copy of the table brings the good values back afterwards.
            fresh.by_hand(&format!("CREATE TABLE kept AS SELECT * FROM {table}")).await;
            fresh.by_hand(&format!("UPDATE {table} SET {damage}")).await;
            let mut tx = fresh.db.read().await.unwrap();
            let error = read(&mut tx, table, &ids).await.unwrap_err();
            assert!(matches!(error, StorageError::Corrupt(named) if named == column), "{table}: {damage}: {error}");
            drop(tx);
            let field = damage.split_once(" =").unwrap().0;
            fresh.by_hand(&format!("UPDATE {table} SET {field} = (SELECT {field} FROM kept)")).await;
            fresh.by_hand("DROP TABLE kept").await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_column_of_json_that_is_none_is_an_error_and_no_panic() {
    on_fresh(|fresh| async move {
        let ids = rows(&fresh).await;
        // JSONB takes no broken JSON, so it is JSON of another shape.
        fresh.by_hand("UPDATE categories SET rating = '{\"kind\":\"points\",\"value\":\"11\",\"max\":\"10\"}'").await;
        let mut tx = fresh.db.read().await.unwrap();
        assert!(matches!(read(&mut tx, "categories", &ids).await, Err(StorageError::Database(_))));
    })
    .await;
}
