//! Figures that are measured.

use crate::Many;
use storage::{Tx, Window, metrics};

pub(crate) async fn read(tx: &mut Tx, many: &Many, few: Window) {
    let project = many.project.id;
    let (row, entries) = metrics::list(tx, project, false, few, 2).await.unwrap().remove(0);
    assert_eq!(entries.len(), 2);
    assert!(metrics::list(tx, project, true, few, 2).await.unwrap().is_empty());
    metrics::find(tx, project, row.id).await.unwrap();
    metrics::get_by_key(tx, project, &row.key).await.unwrap().unwrap();
    metrics::update(tx, &row, row.version).await.unwrap();
    metrics::keys(tx, project).await.unwrap();
    metrics::next_place(tx, project).await.unwrap();
    metrics::count(tx, project).await.unwrap();
    metrics::list_measurements(tx, project, row.id, Window::first(9)).await.unwrap();
    metrics::count_measurements(tx, row.id).await.unwrap();
    metrics::list_of_assessment(tx, project, many.audit, 9).await.unwrap();
    let last = entries[1].measurement.id;
    metrics::find_measurement(tx, project, last).await.unwrap();
    metrics::delete_measurement(tx, project, last).await.unwrap();
}
