//! Templates: who publishes what, what is kept, and what a template brings into a project.

use crate::world::{REPORT, World, at};
use domain::history::EventKind;
use domain::templates::Template;
use service::accounts::SignedIn;
use service::templates::{
    TemplateList, bring_in, compare, from_assessment, list, publish, publish_next, read_new, restore, show, withdraw,
};
use service::{PageNumber, ServiceError, criteria, history};

pub(crate) const TOML: &str = r#"
key = "kiln-audit"
name = "Kiln audit"
version = 7
description = "For every kiln."
categories = [{ key = "heat", name = "Heat", weight = 60, scale = "percent" }, { key = "safety", name = "Safety", scale = "rag" }]
checklists = [{ title = "Before the first firing", items = [{ text = "Chimney is swept" }, { text = "Fan is tried", blocking = true }] }]
criteria = [{ label = "A", text = "A firing ends by itself." }, { text = "Nobody is burnt" }]
"#;

async fn with_author() -> (World, SignedIn, Template) {
    let world = World::new().await;
    let author = world.person("olga", false).await;
    let template = publish(&world.db, &author, TOML, at()).await.unwrap();
    (world, author, template)
}

async fn listed(world: &World, who: &SignedIn, withdrawn: bool) -> TemplateList {
    list(&world.db, who, withdrawn, PageNumber::FIRST).await.unwrap()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, ServiceError>) -> String {
    match result {
        Err(ServiceError::Invalid { field: "text", message }) => message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_comes_with_the_program_is_listed_first_then_what_teams_publish() {
    let (world, author, template) = with_author().await;
    let found = listed(&world, &author, false).await;
    let ours = Template::built_in().len();
    assert_eq!((found.page.total, found.page.rows.len()), (ours as u64 + 1, ours + 1));
    assert!(found.page.rows[..ours].iter().all(|row| row.owner.is_none()));
    let own = &found.page.rows[ours];
    assert_eq!((own.edition.clone(), own.purpose.as_str(), own.categories), (template.edition(), "For every kiln.", 2));
    assert_eq!(own.owner.as_ref().map(domain::text::Title::as_str), Some("olga"));
    assert!(list(&world.db, &author, false, PageNumber::parse(Some("2"))).await.unwrap().page.rows.is_empty());
}

#[tokio::test]
async fn a_long_list_goes_on_with_those_of_teams_where_the_page_before_ended() {
    let (world, author, _) = with_author().await;
    for number in 0..50 {
        publish(&world.db, &author, &TOML.replace("kiln-audit", &format!("k-{number:02}")).replace("Kiln", "Anvil"), at()).await.unwrap();
    }
    let mut keys = Vec::new();
    for page in ["1", "2"] {
        let rows = list(&world.db, &author, false, PageNumber::parse(Some(page))).await.unwrap().page.rows;
        keys.extend(rows.into_iter().map(|row| row.edition.key.to_string()));
    }
    let expected = Template::built_in().iter().map(|ours| ours.parts().key.to_string()).chain((0..50).map(|n| format!("k-{n:02}")));
    assert_eq!(keys, expected.chain(["kiln-audit".to_owned()]).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_program_counts_the_versions_whatever_the_text_says() {
    let (world, author, first) = with_author().await;
    assert_eq!(first.parts().version, 1);
    let keeper = author.template_keeper(&world.db, "kiln-audit").await.unwrap();
    let text = TOML.replace("Safety", "Safety first");
    assert_eq!(compare(&world.db, &keeper, &text).await.unwrap().differences.len(), 1);
    let second = publish_next(&world.db, &keeper, 1, &text, at()).await.unwrap();
    assert_eq!(second.parts().version, 2);
    let page = show(&world.db, &author, "kiln-audit", None, Some(1)).await.unwrap();
    assert_eq!((&page.template, page.newest, page.keeps, page.versions.len()), (&second, 2, true, 2));
    assert_eq!(page.diff.unwrap().differences.len(), 1);
    let old = show(&world.db, &author, "kiln-audit", Some(1), None).await.unwrap();
    assert_eq!((old.template, old.newest), (first, 2));
    for missing in [Some(3), Some(0)] {
        assert!(matches!(show(&world.db, &author, "kiln-audit", missing, None).await, Err(ServiceError::NotFound)));
    }
}

#[tokio::test]
async fn json_is_read_as_well_and_what_is_wrong_is_said_with_its_place() {
    let (world, author, first) = with_author().await;
    let json = first.to_json().unwrap().replace("kiln-audit", "from-json");
    assert_eq!(publish(&world.db, &author, &json, at()).await.unwrap().parts().checklists, first.parts().checklists);
    let read = async |text: &str| refusal(read_new(&world.db, &author, text).await);
    assert!(read(" ").await.contains("is empty"));
    assert!(read("key = \"a\"\nname = ").await.contains("line 2, column 8"), "{}", read("key = \"a\"\nname = ").await);
    assert!(read("{\n  \"key\": nothing }").await.contains("line 2"));
    assert!(read(&TOML.replace("60", "-1")).await.contains("categories[0].weight"));
    assert!(read(&TOML.replace("kiln-audit", "backend-audit")).await.contains("comes with Holdpoint"));
    for taken in ["kiln-audit", "new", "schema"] {
        assert!(read(&TOML.replace("kiln-audit", taken)).await.contains("is taken"), "{taken}");
    }
}

#[tokio::test]
async fn only_the_author_or_an_administrator_goes_on_with_a_template() {
    let (world, author, _) = with_author().await;
    let (other, admin) = (world.person("bela", false).await, world.person("root", true).await);
    assert!(matches!(other.template_keeper(&world.db, "kiln-audit").await, Err(ServiceError::KeepersOnly)));
    assert!(!show(&world.db, &other, "kiln-audit", None, None).await.unwrap().keeps);
    for missing in ["backend-audit", "nothing", "No Key"] {
        assert!(matches!(admin.template_keeper(&world.db, missing).await, Err(ServiceError::NotFound)), "{missing}");
    }
    let keeper = admin.template_keeper(&world.db, "kiln-audit").await.unwrap();
    publish_next(&world.db, &keeper, 1, &TOML.replace("Heat", "Warmth"), at()).await.unwrap();
    let page = show(&world.db, &author, "kiln-audit", None, None).await.unwrap();
    let authors: Vec<_> = page.versions.iter().map(|line| line.author.as_ref().unwrap().as_str()).collect();
    assert_eq!((authors, page.head.unwrap().owner), (vec!["root", "olga"], author.user().id));
}

#[tokio::test]
async fn who_was_slower_is_told_and_nothing_is_published_twice() {
    let (world, author, _) = with_author().await;
    let keeper = author.template_keeper(&world.db, "kiln-audit").await.unwrap();
    publish_next(&world.db, &keeper, 1, &TOML.replace("Heat", "Warmth"), at()).await.unwrap();
    let late = publish_next(&world.db, &keeper, 1, &TOML.replace("Heat", "Fire"), at()).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
    let same = publish_next(&world.db, &keeper, 2, &TOML.replace("Heat", "Warmth"), at()).await;
    assert!(refusal(same).contains("Nothing differs"));
    let renamed = publish_next(&world.db, &keeper, 2, &TOML.replace("kiln-audit", "oven"), at()).await;
    assert!(refusal(renamed).contains("has to stay “kiln-audit”"));
    assert_eq!(show(&world.db, &author, "kiln-audit", None, None).await.unwrap().newest, 2);
}

#[tokio::test]
async fn a_withdrawn_template_can_be_read_and_restored_but_not_begun_with() {
    let (world, author, _) = with_author().await;
    world.project(&author, "kiln").await;
    let auditor = author.auditor(&world.db, "kiln").await.unwrap();
    let keeper = author.template_keeper(&world.db, "kiln-audit").await.unwrap();
    withdraw(&world.db, &keeper, at()).await.unwrap();
    assert!(matches!(withdraw(&world.db, &keeper, at()).await, Err(ServiceError::Stale)));
    let (offered, gone) = (listed(&world, &author, false).await, listed(&world, &author, true).await);
    assert_eq!((offered.page.rows.len(), gone.page.rows.len(), gone.withdrawn), (Template::built_in().len(), 1, 1));
    assert!(show(&world.db, &author, "kiln-audit", None, None).await.unwrap().head.unwrap().withdrawn.is_some());
    assert!(matches!(bring_in(&world.db, &auditor, "kiln-audit", at()).await, Err(ServiceError::Refused(_))));
    let next = publish_next(&world.db, &keeper, 1, &TOML.replace("Heat", "Fire"), at()).await;
    assert!(matches!(next, Err(ServiceError::Refused(_))), "{next:?}");
    restore(&world.db, &keeper, at()).await.unwrap();
    bring_in(&world.db, &auditor, "kiln-audit", at()).await.unwrap();
}

#[tokio::test]
async fn a_template_adds_what_is_not_there_yet_ticks_nothing_and_adds_nothing_twice() {
    let (world, author, _) = with_author().await;
    world.project(&author, "kiln").await;
    let auditor = author.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, REPORT).await;
    let first = bring_in(&world.db, &auditor, "kiln-audit", at()).await.unwrap();
    assert_eq!(first.to_string(), "0 checklists, 1 item and 1 criterion");
    let events = history::list(&world.db, &auditor, PageNumber::FIRST).await.unwrap();
    assert_eq!((events.rows[0].kind, events.rows.len()), (EventKind::ProjectChanged, usize::try_from(events.total).unwrap()));
    assert!(events.rows[0].summary.contains("“Kiln audit”"), "{}", events.rows[0].summary);
    let again = bring_in(&world.db, &auditor, "kiln-audit", at()).await.unwrap();
    assert_eq!(again, service::templates::Settled::default());
    assert_eq!(history::list(&world.db, &auditor, PageNumber::FIRST).await.unwrap().total, events.total);
    let rows = criteria::list(&world.db, &auditor, PageNumber::FIRST).await.unwrap().page.rows;
    assert_eq!((rows.len(), rows[2].text.as_str()), (3, "Nobody is burnt"));
    let found = service::checklists::list(&world.db, &auditor, service::checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap();
    let items: Vec<_> = found.items.rows.iter().map(|row| (row.text.to_string(), row.done.is_some(), row.blocking)).collect();
    assert_eq!((items.len(), items[2].clone()), (3, ("Fan is tried".to_owned(), false, true)));
    assert!(matches!(bring_in(&world.db, &auditor, "nothing", at()).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn an_assessment_becomes_the_text_of_a_template() {
    let (world, author, _) = with_author().await;
    world.project(&author, "kiln").await;
    let auditor = author.auditor(&world.db, "kiln").await.unwrap();
    let id = world.saved(&auditor, REPORT).await.assessment;
    let text = from_assessment(&world.db, &auditor, id, at()).await.unwrap();
    let template = publish(&world.db, &author, &text, at()).await.unwrap();
    let parts = template.parts();
    assert_eq!((parts.key.as_str(), parts.name.as_str()), ("kiln-readiness-audit", "Kiln readiness audit"));
    assert_eq!((parts.categories.len(), parts.checklists.len(), parts.criteria.len()), (2, 1, 2));
}
