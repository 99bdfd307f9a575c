use crate::samples::{saved_project, user};
use domain::accounts::{Role, User};
use domain::ids::UserId;
use scratch::on_fresh;
use storage::accounts::{members, users};
use storage::{StorageError, Tx, Window};

async fn named(tx: &mut Tx, name: &str) -> UserId {
    let row = User { name: name.parse().unwrap(), ..user(&format!("{name}@example.org")) };
    users::insert(tx, &row, "hash").await.unwrap();
    row.id
}

#[tokio::test]
async fn a_member_has_one_role_which_can_change() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let kim = named(&mut tx, "kim").await;
        assert_eq!(members::role(&mut tx, project, kim).await.unwrap(), None);
        for role in Role::ALL {
            members::set(&mut tx, project, kim, role).await.unwrap();
            assert_eq!(members::role(&mut tx, project, kim).await.unwrap(), Some(role));
        }
        let rows = members::list(&mut tx, project, Window::first(9)).await.unwrap();
        assert_eq!((rows.len(), rows[0].role, rows[0].version.0), (1, Role::Owner, 4));
    })
    .await;
}

#[tokio::test]
async fn members_are_listed_by_name() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        for (name, role) in [("zoe", Role::Owner), ("kim", Role::Viewer), ("mia", Role::Owner)] {
            let user = named(&mut tx, name).await;
            members::set(&mut tx, project, user, role).await.unwrap();
        }
        let rows = members::list(&mut tx, project, Window { limit: 2, offset: 1 }).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["mia", "zoe"]);
    })
    .await;
}

#[tokio::test]
async fn a_membership_ends_once() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let kim = named(&mut tx, "kim").await;
        members::set(&mut tx, project, kim, Role::Viewer).await.unwrap();
        members::delete(&mut tx, project, kim).await.unwrap();
        assert!(matches!(members::delete(&mut tx, project, kim).await, Err(StorageError::NotFound)));
        assert_eq!(members::list(&mut tx, project, Window::first(9)).await.unwrap(), []);
    })
    .await;
}
