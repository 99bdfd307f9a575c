//! Claims that can be checked.

use crate::samples::at;
use domain::ids::ProjectId;
use storage::{Tx, Window, relations, verifications};

pub(crate) async fn read(tx: &mut Tx, project: ProjectId, few: Window) {
    let row = verifications::list(tx, project, None, at(), few).await.unwrap().remove(0);
    verifications::find(tx, project, row.id).await.unwrap();
    verifications::update(tx, &row, row.version).await.unwrap();
    verifications::count(tx, project, at()).await.unwrap();
    verifications::next_place(tx, project).await.unwrap();
    assert_eq!(verifications::list_results(tx, row.id, Window::first(9)).await.unwrap().len(), 1);
    verifications::count_results(tx, row.id).await.unwrap();
    verifications::refresh_items(tx, row.id.0).await.unwrap();
    assert_eq!(relations::list_checked(tx, row.id, Window::first(9)).await.unwrap().len(), 1);
}
