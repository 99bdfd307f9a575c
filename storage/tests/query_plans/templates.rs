//! The templates of many teams.

use crate::samples::{at, id, title};
use crate::{Many, PROJECTS};
use domain::ids::UserId;
use domain::templates::Template;
use domain::text::Slug;
use storage::templates::{self, Head, Withdrawn};
use storage::{Tx, Window, assessments, checklists};

/// One for each project, every other one withdrawn, and one with a version that is kept.
pub(crate) async fn write(tx: &mut Tx, person: UserId) {
    for number in 0..PROJECTS {
        let gone = Withdrawn { at: at(), by: person, by_name: title("Ada") };
        publish(tx, &format!("team-{number}"), Some(gone).filter(|_| number % 2 == 0)).await;
    }
    let ours = &Template::built_in()[0];
    templates::keep(tx, ours, at()).await.unwrap();
    publish(tx, ours.parts().key.as_str(), None).await;
}

async fn publish(tx: &mut Tx, key: &str, withdrawn: Option<Withdrawn>) {
    let (key, name, owner_name): (Slug, _, _) = (key.parse().unwrap(), title(key), title("Ada"));
    let head = Head {
        id: id(),
        key: key.clone(),
        version: 1,
        name,
        purpose: "All".into(),
        categories: 3,
        owner: id(),
        owner_name,
        withdrawn: None,
    };
    templates::insert_head(tx, &head).await.unwrap();
    if let Some(withdrawn) = withdrawn {
        templates::withdraw(tx, &key, &withdrawn).await.unwrap();
    }
}

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let (ours, few) = (&Template::built_in()[0], Window { limit: 20, offset: 20 });
    let key = &ours.parts().key;
    templates::get(tx, &ours.edition()).await.unwrap().unwrap();
    templates::list_versions(tx, key, few).await.unwrap();
    let head = templates::get_head(tx, key).await.unwrap().unwrap();
    templates::update_head(tx, &head, head.version).await.unwrap();
    for withdrawn in [false, true] {
        templates::list(tx, withdrawn, few).await.unwrap();
    }
    assert_eq!(templates::count(tx).await.unwrap(), (31, 30));
    templates::withdraw(tx, key, &Withdrawn { at: at(), by: many.user, by_name: title("Ada") }).await.unwrap();
    templates::restore(tx, key).await.unwrap();
    let audit = assessments::find(tx, many.project.id, many.audit).await.unwrap();
    assessments::writing::set_template(tx, &audit, audit.assessment.version).await.unwrap();
    checklists::last_item_positions(tx, many.project.id).await.unwrap();
}
