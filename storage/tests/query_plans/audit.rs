//! The audit log: each way to narrow it has an index in the order of the page.

use crate::Many;
use crate::samples::{at, id, title};
use domain::audit::{Forgotten, Gap, Group, Policy};
use domain::history::{EventKind, Via};
use domain::{Timestamp, Version};
use storage::Tx;
use storage::audit::{self, Cursor, Filter};

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let newest = Cursor::before(Timestamp::for_ever());
    let filters = [
        Filter::default(),
        Filter { group: Some(Group::Security), ..Filter::default() },
        Filter { kind: Some(EventKind::SignedIn), ..Filter::default() },
        Filter { actor: Some(many.user), ..Filter::default() },
        Filter { project: Some(many.project.id), ..Filter::default() },
        Filter { via: Some(Via::Browser), ..Filter::default() },
        Filter { address: Some("192.0.2.7".parse().unwrap()), ..Filter::default() },
        Filter { text: "ticked".into(), ..Filter::default() },
    ];
    for filter in &filters {
        audit::list(tx, filter, newest, 20).await.unwrap();
    }
    audit::head(tx).await.unwrap();
    audit::list_links(tx, 0, 20).await.unwrap();
    audit::count_not_in_chain(tx).await.unwrap();
    audit::take_over(tx, None).await.unwrap();
    audit::take_over(tx, Some(many.project.id)).await.unwrap();
    audit::was_opened(tx, Some(many.user), None, many.project.id.0, at()).await.unwrap();
    audit::was_opened(tx, None, Some("192.0.2.7".parse().unwrap()), many.project.id.0, at()).await.unwrap();
    let policy = Policy { version: Version::FIRST, ..Policy::default() };
    audit::set_policy(tx, &policy, Version(0)).await.unwrap();
    audit::set_policy(tx, &Policy { version: Version(2), ..policy }, Version::FIRST).await.unwrap();
    audit::get_policy(tx).await.unwrap();
    audit::due(tx, Group::Access, at(), 20).await.unwrap();
    let name = title("Ada");
    let ada = Forgotten {
        person: many.user,
        name: name.as_str(),
        from: crate::samples::at(),
        until: crate::samples::at(),
        email: "ada@example.org",
    };
    let naming = audit::list_naming(tx, &ada, id(), 20).await.unwrap();
    assert!(naming.is_empty(), "nothing is younger");
    let before = audit::take_out(tx, 2, 3).await.unwrap();
    let gap = Gap { first: 2, last: 3, before, after: "x".into(), at: at(), rule: policy.rule(), signature: "x".into() };
    audit::put_gap(tx, &gap).await.unwrap();
    audit::neighbours(tx, 4, 5).await.unwrap();
    audit::list_gaps(tx, 0, 20).await.unwrap();
}

/// Whether a statement reads a page of the log, and which of the indexes that are meant for it the plan names.
pub(crate) fn picked_in_order(sql: &str, plan: &str) -> bool {
    const INDEXES: [&str; 7] = [
        "events_by_time",
        "events_of_actor",
        "events_of_address",
        "events_of_all_of_kind",
        "events_by_door",
        "events_of_project ",
        "audit_chain_by_group",
    ];
    let is_page = sql.contains("AS project_name") && sql.ends_with("LIMIT $18");
    if is_page {
        assert!(INDEXES.iter().any(|index| plan.contains(index)), "{sql}\n{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "it comes in its order: {sql}\n{plan}");
    }
    is_page
}
