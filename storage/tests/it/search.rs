use crate::samples::{assessment, at, blocker, checklist, comment, finding, id, item, project, risk, saved_user};
use domain::Version;
use domain::accounts::Role;
use domain::blockers::Blocker;
use domain::checklists::Item;
use domain::ids::{ProjectId, UserId};
use domain::projects::Project;
use domain::records::{RecordKind, RecordRef};
use domain::search::{HitKind, Terms};
use scratch::on_fresh;
use storage::accounts::members;
use storage::search::{self, Scope};
use storage::{Tx, Window, assessments, blockers, checklists, comments, projects, records, risks};

const FEW: Window = Window::first(20);

async fn found(tx: &mut Tx, asked: &str, scope: &Scope) -> Vec<String> {
    let terms = Terms::parse(asked);
    let hits = search::list(tx, &terms, scope, FEW).await.unwrap();
    let count: i64 = search::count_by_kind(tx, &terms, scope).await.unwrap().iter().map(|(_, count)| count).sum();
    let of_kind = scope.kind.is_some();
    assert!(of_kind || count == i64::try_from(hits.len()).unwrap(), "{asked}: {count} counted, {hits:?}");
    hits.into_iter().map(|hit| if hit.title.is_empty() { hit.body } else { hit.title }).collect()
}

async fn all(tx: &mut Tx, asked: &str) -> Vec<String> {
    found(tx, asked, &Scope::default()).await
}

async fn ferry(tx: &mut Tx) -> ProjectId {
    let row = Project { name: "Ferry".parse().unwrap(), ..project("ferry") };
    projects::insert(tx, &row).await.unwrap();
    row.id
}

fn titled(project: ProjectId, title: &str, body: &str) -> Blocker {
    Blocker { title: title.parse().unwrap(), body: body.parse().unwrap(), ..blocker(project, 0, 1) }
}

#[tokio::test]
async fn words_are_found_without_case_and_marks_and_the_last_as_a_beginning() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ferry = ferry(&mut tx).await;
        blockers::insert(&mut tx, &titled(ferry, "Brücke: Öltank läuft aus", "See pier.rs:12, https://example.org/x-y")).await.unwrap();
        for asked in ["bruck", "BRÜCKE", "oltank laeuft o", "öltank l", "pier.rs", "rs 12", "example.org", "x-y", "b", "“Brücke” & (öl | *"]
        {
            let expected: &[&str] = if asked.contains("laeuft") { &[] } else { &["Brücke: Öltank läuft aus"] };
            assert_eq!(all(&mut tx, asked).await, expected, "{asked}");
        }
        for nothing in ["rücke", "brück läuf aus", "zebra", "🚀", "NOT brücke", "brücke OR zebra", "title : brücke"] {
            assert_eq!(all(&mut tx, nothing).await, [""; 0], "{nothing}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_match_in_the_title_comes_before_one_in_the_text_and_the_newer_first_among_equals() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ferry = ferry(&mut tx).await;
        for (title, body) in
            [("Anchor", "the winch is loud and long"), ("Winch", "loud"), ("Rope", "no match"), ("Chain", "the winch is loud and long")]
        {
            blockers::insert(&mut tx, &titled(ferry, title, body)).await.unwrap();
        }
        assert_eq!(all(&mut tx, "winch").await, ["Winch", "Chain", "Anchor"]);
        let second = search::list(&mut tx, &Terms::parse("winch"), &Scope::default(), Window { limit: 1, offset: 1 }).await.unwrap();
        assert_eq!(second[0].title, "Chain");
        assert_eq!((second[0].slug.as_str(), second[0].project.as_str()), ("ferry", "Ferry"));
    })
    .await;
}

#[tokio::test]
async fn every_kind_is_found_and_forgotten_with_its_row() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ferry = ferry(&mut tx).await;
        let audit = assessment(ferry, "2031-01-01");
        assessments::insert(&mut tx, &audit).await.unwrap();
        assessments::insert_finding(&mut tx, audit.assessment.id, &finding(0)).await.unwrap();
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, ferry, &list).await.unwrap();
        checklists::insert_item(&mut tx, ferry, &item(list.id, 1)).await.unwrap();
        let (stop, fog) = (blocker(ferry, 1, 1), risk(ferry, 1));
        blockers::insert(&mut tx, &stop).await.unwrap();
        risks::insert(&mut tx, &fog).await.unwrap();
        comments::insert(&mut tx, &comment(ferry, stop.id.into(), "Fenders are ordered"), &[]).await.unwrap();
        for (asked, expected) in [
            ("ferry", "Ferry"),
            ("audit", "Audit"),
            ("alert", "No alert"),
            ("before", "Before"),
            ("item", "Item number 1"),
            ("fog", "Risk number 1"),
            ("fenders", "Fenders are ordered"),
        ] {
            assert_eq!(all(&mut tx, asked).await, [expected], "{asked}");
        }
        records::delete(&mut tx, ferry, list.id.into(), Version::FIRST, at(), "Ada").await.unwrap();
        records::delete(&mut tx, ferry, stop.id.into(), Version::FIRST, at(), "Ada").await.unwrap();
        for gone in ["before", "item", "blocker", "fenders"] {
            assert_eq!(all(&mut tx, gone).await, [""; 0], "{gone}");
        }
        records::restore(&mut tx, ferry, list.id.into()).await.unwrap();
        records::restore(&mut tx, ferry, stop.id.into()).await.unwrap();
        for back in ["before", "item", "blocker", "fenders"] {
            assert_eq!(all(&mut tx, back).await.len(), 1, "{back}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_changed_word_is_found_and_the_old_one_is_not() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ferry = ferry(&mut tx).await;
        let said = comment(ferry, RecordRef { kind: RecordKind::Blocker, id: id() }, "About nothing");
        comments::insert(&mut tx, &said, &[]).await.unwrap();
        assert_eq!(all(&mut tx, "nothing").await, [""; 0], "what is said about nothing that is there");
        let row = Project {
            name: "Lighter".parse().unwrap(),
            version: Version(2),
            ..projects::get(&mut tx, &"ferry".parse().unwrap()).await.unwrap().unwrap()
        };
        projects::update(&mut tx, &row, Version::FIRST).await.unwrap();
        assert_eq!(all(&mut tx, "lighter").await, ["Lighter"]);
        assert_eq!(all(&mut tx, "ferry").await, [""; 0]);
    })
    .await;
}

async fn member_of(tx: &mut Tx, project: ProjectId) -> UserId {
    let user = saved_user(tx, "kim@example.org").await;
    members::set(tx, project, user, Role::Viewer).await.unwrap();
    user
}

#[tokio::test]
async fn only_projects_of_the_member_are_looked_through_and_kind_and_project_narrow_it() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ferry = ferry(&mut tx).await;
        let other = project("other");
        projects::insert(&mut tx, &other).await.unwrap();
        for place in [ferry, other.id] {
            blockers::insert(&mut tx, &titled(place, "Winch", "")).await.unwrap();
            risks::insert(&mut tx, &domain::risks::Risk { title: "Winch fails".parse().unwrap(), ..risk(place, 0) }).await.unwrap();
        }
        let kim = Scope { member: Some(member_of(&mut tx, ferry).await), ..Scope::default() };
        assert_eq!(all(&mut tx, "winch").await.len(), 4);
        assert_eq!(found(&mut tx, "winch", &kim).await.len(), 2);
        let terms = Terms::parse("winch");
        let places = search::count_by_project(&mut tx, &terms, &Scope::default(), 9).await.unwrap();
        assert_eq!(places.iter().map(|place| (place.slug.as_str(), place.hits)).collect::<Vec<_>>(), [("ferry", 2), ("other", 2)]);
        assert_eq!(search::count_by_project(&mut tx, &terms, &kim, 9).await.unwrap().len(), 1);
        let narrowed = Scope { kind: HitKind::from_word("risk"), project: "other".into(), member: None };
        assert_eq!(found(&mut tx, "winch", &narrowed).await, ["Winch fails"]);
        let kinds = search::count_by_kind(&mut tx, &terms, &narrowed).await.unwrap();
        assert_eq!(kinds, [(HitKind::Record(RecordKind::Blocker), 1), (HitKind::Record(RecordKind::Risk), 1)]);
        assert!(found(&mut tx, "winch", &Scope { project: "other".into(), ..kim }).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_longest_text_is_kept_and_its_beginning_is_found() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ferry = ferry(&mut tx).await;
        let words = (0..120_000).map(|number| format!("w{number:x} ")).collect::<Vec<_>>().concat();
        blockers::insert(&mut tx, &titled(ferry, "Long", &words[..domain::text::Markdown::LIMIT])).await.unwrap();
        assert_eq!(all(&mut tx, "w10 w11").await, ["Long"]);
    })
    .await;
}

#[tokio::test]
async fn an_item_thrown_away_before_its_list_is_not_found_when_the_list_is_back() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ferry = ferry(&mut tx).await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, ferry, &list).await.unwrap();
        let (first, second) =
            (Item { text: "Anchor".parse().unwrap(), ..item(list.id, 0) }, Item { text: "Bell".parse().unwrap(), ..item(list.id, 1) });
        for row in [&first, &second] {
            checklists::insert_item(&mut tx, ferry, row).await.unwrap();
        }
        records::delete(&mut tx, ferry, first.id.into(), Version::FIRST, at(), "Ada").await.unwrap();
        records::delete(&mut tx, ferry, list.id.into(), Version::FIRST, at(), "Ada").await.unwrap();
        records::restore(&mut tx, ferry, list.id.into()).await.unwrap();
        assert_eq!((all(&mut tx, "anchor").await.len(), all(&mut tx, "bell").await.len()), (0, 1));
    })
    .await;
}
