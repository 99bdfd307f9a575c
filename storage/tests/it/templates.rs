use crate::samples::{assessment, at, id, item, saved_project, title};
use domain::assessments::Edition;
use domain::checklists::{Checklist, Item};
use domain::ids::UserId;
use domain::templates::{Template, TemplateParts};
use domain::text::Slug;
use scratch::on_fresh;
use storage::assessments::{self, Summary, writing};
use storage::templates::{self, Head, Published, Withdrawn};
use storage::{StorageError, Tx, Window, checklists};

const KEY: &str = "kiln";

fn key() -> Slug {
    KEY.parse().unwrap()
}

fn template(version: u32) -> Template {
    let text = format!("key = \"{KEY}\"\nname = \"Ofen – {version}\"\nversion = {version}\ndescription = \"Für *alle*\"");
    let parts = TemplateParts {
        categories: Template::built_in()[0].parts().categories.clone(),
        ..Template::from_toml(&text).unwrap().into_parts()
    };
    Template::new(parts).unwrap()
}

fn published(version: u32) -> Published {
    Published { version, name: title("Ofen"), author: Some(id()), author_name: Some(title("Ada")), at: at() }
}

fn head(key: &str, name: &str) -> Head {
    Head {
        id: id(),
        key: key.parse().unwrap(),
        version: 1,
        name: title(name),
        purpose: "For all".into(),
        categories: 12,
        owner: id(),
        owner_name: title("Ada"),
        withdrawn: None,
    }
}

async fn keys(tx: &mut Tx, withdrawn: bool) -> Vec<String> {
    templates::list(tx, withdrawn, Window::first(9)).await.unwrap().into_iter().map(|head| head.key.to_string()).collect()
}

#[tokio::test]
async fn every_version_comes_back_as_it_was_published_newest_first() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let lines: Vec<Published> = (1..=3).map(published).collect();
        for line in &lines {
            templates::insert(&mut tx, &template(line.version), line).await.unwrap();
        }
        for version in 1..=3 {
            assert_eq!(templates::get(&mut tx, &template(version).edition()).await.unwrap(), Some(template(version)));
        }
        assert_eq!(templates::get(&mut tx, &Edition { key: key(), version: 4 }).await.unwrap(), None);
        let listed = templates::list_versions(&mut tx, &key(), Window::first(2)).await.unwrap();
        assert_eq!(listed, [lines[2].clone(), lines[1].clone()]);
    })
    .await;
}

#[tokio::test]
async fn a_number_is_given_once() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        templates::insert(&mut tx, &template(1), &published(1)).await.unwrap();
        let again = templates::insert(&mut tx, &template(1), &published(1)).await;
        assert!(matches!(again, Err(StorageError::Exists)), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn a_published_version_cannot_be_changed_by_hand_either() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        templates::insert(&mut tx, &template(1), &published(1)).await.unwrap();
        tx.commit().await.unwrap();
        for sql in ["UPDATE templates SET name = 'Other'", "DELETE FROM templates"] {
            assert!(fresh.try_by_hand(sql).await.is_err(), "{sql}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_comes_with_the_program_is_kept_once() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ours = &Template::built_in()[0];
        for _ in 0..2 {
            templates::keep(&mut tx, ours, at()).await.unwrap();
        }
        assert_eq!(templates::get(&mut tx, &ours.edition()).await.unwrap().as_ref(), Some(ours));
        let lines = templates::list_versions(&mut tx, &ours.parts().key, Window::first(9)).await.unwrap();
        assert_eq!((lines.len(), lines[0].author, lines[0].author_name.clone()), (1, None, None));
    })
    .await;
}

#[tokio::test]
async fn a_key_has_one_owner_and_its_newest_version_moves_on_from_the_one_that_was_seen() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let first = head(KEY, "Ofen");
        templates::insert_head(&mut tx, &first).await.unwrap();
        assert_eq!(templates::get_head(&mut tx, &key()).await.unwrap(), Some(first.clone()));
        let next = Head { version: 2, name: title("Brennofen"), purpose: "For some".into(), categories: 3, ..first };
        templates::update_head(&mut tx, &next, 1).await.unwrap();
        assert_eq!(templates::get_head(&mut tx, &key()).await.unwrap(), Some(next.clone()));
        assert!(matches!(templates::update_head(&mut tx, &next, 1).await, Err(StorageError::Stale)));
        assert!(matches!(templates::insert_head(&mut tx, &head(KEY, "Another")).await, Err(StorageError::Exists)));
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_template_is_listed_apart_until_it_is_offered_again() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for (key, name) in [("b", "Beta"), ("a", "Gamma"), ("c", "Alpha")] {
            templates::insert_head(&mut tx, &head(key, name)).await.unwrap();
        }
        assert_eq!(keys(&mut tx, false).await, ["c", "b", "a"]);
        let key: Slug = "b".parse().unwrap();
        let gone = Withdrawn { at: at(), by: UserId(id::<UserId>().0), by_name: title("Bela") };
        templates::withdraw(&mut tx, &key, &gone).await.unwrap();
        assert_eq!((keys(&mut tx, false).await, keys(&mut tx, true).await), (vec!["c".into(), "a".into()], vec!["b".to_owned()]));
        assert_eq!(templates::count(&mut tx).await.unwrap(), (2, 1));
        assert_eq!(templates::get_head(&mut tx, &key).await.unwrap().unwrap().withdrawn, Some(gone.clone()));
        assert!(matches!(templates::withdraw(&mut tx, &key, &gone).await, Err(StorageError::Stale)));
        templates::restore(&mut tx, &key).await.unwrap();
        assert!(matches!(templates::restore(&mut tx, &key).await, Err(StorageError::Stale)));
        assert_eq!((templates::count(&mut tx).await.unwrap(), keys(&mut tx, true).await.len()), ((3, 0), 0));
    })
    .await;
}

#[tokio::test]
async fn an_assessment_goes_on_with_another_version_unless_somebody_wrote_meanwhile() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = assessment(project, "2031-01-01");
        assessments::insert(&mut tx, &row).await.unwrap();
        let next = domain::assessments::Assessment {
            template: Some(Edition { key: key(), version: 2 }),
            version: row.assessment.version.next(),
            ..row.assessment.clone()
        };
        let next = Summary { assessment: next, ..row.clone() };
        writing::set_template(&mut tx, &next, row.assessment.version).await.unwrap();
        assert_eq!(assessments::find(&mut tx, project, row.assessment.id).await.unwrap(), next);
        assert!(matches!(writing::set_template(&mut tx, &next, row.assessment.version).await, Err(StorageError::Stale)));
        writing::touch(&mut tx, row.assessment.id, None).await.unwrap();
        assert!(matches!(writing::set_template(&mut tx, &next, next.assessment.version).await, Err(StorageError::Stale)));
    })
    .await;
}

#[tokio::test]
async fn the_last_place_of_each_list_counts_what_is_in_the_bin_too() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = Checklist { id: id(), position: 0, title: title("Before"), version: domain::Version::FIRST };
        checklists::insert(&mut tx, project, &list).await.unwrap();
        assert_eq!(checklists::last_item_positions(&mut tx, project).await.unwrap(), []);
        for position in [2, 7] {
            let row = Item { id: id(), position, ..item(list.id, position) };
            checklists::insert_item(&mut tx, project, &row).await.unwrap();
            if position == 7 {
                storage::records::delete(&mut tx, project, row.id.into(), row.version, at(), "Ada").await.unwrap();
            }
        }
        assert_eq!(checklists::last_item_positions(&mut tx, project).await.unwrap(), [(list.id, 7)]);
    })
    .await;
}
