use crate::world::{REPORT, World, at};
use domain::accounts::Role;
use domain::comments::Comment;
use domain::ids::ProjectId;
use domain::records::RecordRef;
use service::accounts::{SignedIn, Speaker, operator};
use service::history::Filter;
use service::records::{around, delete, restore};
use service::{PageNumber, ServiceError, blockers, comments, history, projects};

async fn with_blocker() -> (World, SignedIn, RecordRef) {
    let (world, olga) = World::with_project().await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let blocker = blockers::list(&world.db, &viewer, &service::blockers::Filter::default(), PageNumber::FIRST, at())
        .await
        .unwrap()
        .page
        .rows
        .remove(0);
    (world, olga, blocker.id.into())
}

async fn speaker(world: &World, who: &SignedIn) -> Speaker {
    who.viewer(&world.db, "kiln").await.unwrap().speaker().unwrap()
}

async fn said(world: &World, who: &SignedIn, record: RecordRef) -> Vec<Comment> {
    let viewer = who.viewer(&world.db, "kiln").await.unwrap();
    around(&world.db, &viewer, record, PageNumber::FIRST).await.unwrap().comments.rows
}

#[tokio::test]
async fn a_reader_may_speak_change_and_take_back_and_history_tells_of_it() {
    let (world, olga, record) = with_blocker().await;
    let vera = world.person("vera", false).await;
    world.join(&olga, "kiln", &vera, Role::Viewer).await;
    let vera = speaker(&world, &vera).await;
    let first = comments::add(&world.db, &vera, record, "Is it *locked*?", at()).await.unwrap();
    assert_eq!(first.author_name.as_str(), "vera");
    let changed = comments::change(&world.db, &vera, first.id, first.version, "Is it locked now?", at().plus_seconds(9)).await.unwrap();
    assert_eq!(changed.edited_at, Some(at().plus_seconds(9)));
    assert_eq!(said(&world, &olga, record).await, std::slice::from_ref(&changed));
    comments::delete(&world.db, &vera, first.id, changed.version, at()).await.unwrap();
    assert!(said(&world, &olga, record).await.is_empty());
    let back = comments::restore(&world.db, &vera, first.id, at()).await.unwrap();
    assert_eq!(said(&world, &olga, record).await, [back]);
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let talk = Filter { comments: true, ..Filter::default() };
    let lines = history::activity(&world.db, &viewer, talk, PageNumber::FIRST).await.unwrap().lines.rows;
    let words: Vec<&str> = lines.iter().rev().map(|line| line.summary.as_str()).collect();
    assert_eq!(words[0], "commented on the blocker “Door opens while hot”");
    assert!(words[1].starts_with("changed") && words[2].starts_with("took back") && words[3].starts_with("brought back"), "{words:?}");
    assert!(lines.iter().all(|line| line.subject == record.id));
}

#[tokio::test]
async fn the_words_of_others_are_theirs() {
    let (world, olga, record) = with_blocker().await;
    let vera = world.person("vera", false).await;
    world.join(&olga, "kiln", &vera, Role::Owner).await;
    let first = comments::add(&world.db, &speaker(&world, &vera).await, record, "Mine", at()).await.unwrap();
    let olga = speaker(&world, &olga).await;
    let change = comments::change(&world.db, &olga, first.id, first.version, "Yours", at()).await;
    assert!(matches!(change, Err(ServiceError::Refused(_))), "{change:?}");
    assert!(matches!(comments::delete(&world.db, &olga, first.id, first.version, at()).await, Err(ServiceError::Refused(_))));
    assert!(matches!(comments::find_own(&world.db, &olga, first.id).await, Err(ServiceError::Refused(_))));
    let vera = speaker(&world, &vera).await;
    comments::delete(&world.db, &vera, first.id, first.version, at()).await.unwrap();
    assert!(matches!(comments::restore(&world.db, &olga, first.id, at()).await, Err(ServiceError::Stale)));
}

#[tokio::test]
async fn of_two_changes_on_one_version_the_second_is_refused() {
    let (world, olga, record) = with_blocker().await;
    let olga = speaker(&world, &olga).await;
    let first = comments::add(&world.db, &olga, record, "One", at()).await.unwrap();
    comments::change(&world.db, &olga, first.id, first.version, "Two", at()).await.unwrap();
    let late = comments::change(&world.db, &olga, first.id, first.version, "Three", at()).await;
    assert!(matches!(late, Err(ServiceError::Stale)));
    assert!(matches!(comments::delete(&world.db, &olga, first.id, first.version, at()).await, Err(ServiceError::Stale)));
}

#[tokio::test]
async fn nothing_empty_overlong_or_about_nothing_is_said() {
    let (world, olga, record) = with_blocker().await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    let olga = speaker(&world, &olga).await;
    for text in ["", " \n ", &"x".repeat(domain::comments::LIMIT + 1)] {
        let refused = comments::add(&world.db, &olga, record, text, at()).await;
        assert!(matches!(refused, Err(ServiceError::Invalid { field: "comment", .. })), "{refused:?}");
    }
    let nobody = operator().unwrap().viewer(&world.db, "kiln").await.unwrap().speaker().unwrap();
    assert!(matches!(comments::add(&world.db, &nobody, record, "x", at()).await, Err(ServiceError::Refused(_))));
    let nothing = RecordRef { id: ProjectId(uuid::Uuid::now_v7()).0, ..record };
    assert!(matches!(comments::add(&world.db, &olga, nothing, "x", at()).await, Err(ServiceError::NotFound)));
    delete(&world.db, &editor, record, domain::Version::FIRST, at()).await.unwrap();
    assert!(matches!(comments::add(&world.db, &olga, record, "x", at()).await, Err(ServiceError::NotFound)), "in the bin");
}

#[tokio::test]
async fn a_comment_is_found_on_the_page_it_stands_on() {
    let (world, olga, record) = with_blocker().await;
    let speaker = speaker(&world, &olga).await;
    let mut last = None;
    for number in 1..=51 {
        last = Some(comments::add(&world.db, &speaker, record, &format!("Number {number}"), at()).await.unwrap());
    }
    let place = comments::place(&world.db, &speaker, last.unwrap().id).await.unwrap();
    assert_eq!((place.record, place.page), (record, 2));
    let first = said(&world, &olga, record).await.remove(0);
    assert_eq!(comments::place(&world.db, &speaker, first.id).await.unwrap().page, 1);
}

#[tokio::test]
async fn a_project_that_is_archived_is_silent() {
    let (world, olga, record) = with_blocker().await;
    let before = speaker(&world, &olga).await;
    comments::add(&world.db, &before, record, "Before", at()).await.unwrap();
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    projects::archive(&world.db, &owner, owner.project().version, at()).await.unwrap();
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    assert!(matches!(viewer.speaker(), Err(ServiceError::Archived)));
    assert_eq!(said(&world, &olga, record).await.len(), 1);
}

#[tokio::test]
async fn an_item_comes_back_only_to_a_list_that_is_there() {
    let (world, olga, _) = with_blocker().await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    let item = service::checklists::list(&world.db, &editor, service::checklists::Shown::default(), PageNumber::FIRST, at())
        .await
        .unwrap()
        .items
        .rows
        .remove(0)
        .item;
    let (thing, list): (RecordRef, RecordRef) = (item.id.into(), item.checklist.into());
    delete(&world.db, &editor, thing, item.version, at()).await.unwrap();
    delete(&world.db, &editor, list, domain::Version::FIRST, at()).await.unwrap();
    let lonely = restore(&world.db, &editor, thing, at()).await;
    assert!(matches!(&lonely, Err(ServiceError::Refused(why)) if why.contains("Restore the checklist first")), "{lonely:?}");
    restore(&world.db, &editor, list, at()).await.unwrap();
    assert_eq!(restore(&world.db, &editor, thing, at()).await.unwrap().record, thing);
    assert!(matches!(restore(&world.db, &editor, thing, at()).await, Err(ServiceError::Stale)));
}
