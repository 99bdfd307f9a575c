//! Issues that many projects decided to live with.

use crate::samples::{at, title};
use domain::ids::ProjectId;
use domain::lint::{Fingerprint, RuleId};
use storage::lint::{self, Dismissal};
use storage::{Tx, Window};

fn dismissal(number: i32) -> Dismissal {
    Dismissal {
        fingerprint: Fingerprint::of(RuleId::NoOwner, &[&number.to_string()]),
        rule: RuleId::NoOwner,
        message: "No owner".into(),
        reason: "Meant so".parse().unwrap(),
        by: None,
        by_name: title("Ada"),
        at: at().plus_seconds(number.into()),
    }
}

pub(crate) async fn write(tx: &mut Tx, project: ProjectId, rows: i32) {
    for number in 0..rows {
        lint::dismiss(tx, project, &dismissal(number)).await.unwrap();
    }
}

pub(crate) async fn read(tx: &mut Tx, project: ProjectId, few: Window) {
    assert_eq!(lint::list(tx, project, few).await.unwrap().len(), 20);
    let row = lint::list(tx, project, few).await.unwrap().remove(0);
    lint::find(tx, project, &row.fingerprint).await.unwrap();
    lint::reopen(tx, project, &row.fingerprint).await.unwrap();
}
