//! What people say about names.

use domain::changes::Part;
use domain::ids::ProjectId;
use storage::{Tx, Window, changes};

/// What people said about names.
pub(crate) async fn read(tx: &mut Tx, project: ProjectId) {
    let said = changes::list(tx, project, Window::first(9)).await.unwrap().remove(0);
    changes::find(tx, project, said.id).await.unwrap();
    changes::delete_same(tx, project, Part::Category, "name 1").await.unwrap();
    changes::delete(tx, project, said.id).await.unwrap();
}
