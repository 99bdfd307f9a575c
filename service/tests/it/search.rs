use crate::world::{REPORT, World};
use domain::accounts::Role;
use domain::search::{HitKind, Terms};
use service::accounts::SignedIn;
use service::search::{Query, find};
use service::{PageNumber, projects};

async fn titles(world: &World, who: &SignedIn, query: &Query) -> Vec<String> {
    find(&world.db, who, query, PageNumber::FIRST).await.unwrap().hits.rows.into_iter().map(|hit| hit.title).collect()
}

fn asked(text: &str) -> Query {
    Query { terms: Terms::parse(text), ..Query::default() }
}

#[tokio::test]
async fn what_an_import_brought_is_found_by_members_and_administrators_and_by_nobody_else() {
    let (world, olga) = World::with_project().await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let (vera, eve, ada) = (world.person("vera", false).await, world.person("eve", false).await, world.person("ada", true).await);
    world.join(&olga, "kiln", &vera, Role::Viewer).await;
    for who in [&olga, &vera, &ada] {
        assert_eq!(titles(&world, who, &asked("door hot")).await, ["Door opens while hot"]);
    }
    assert!(titles(&world, &eve, &asked("door hot")).await.is_empty());
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    projects::remove_member(&world.db, &owner, vera.user().id, service::now()).await.unwrap();
    assert!(titles(&world, &vera, &asked("door hot")).await.is_empty());
}

#[tokio::test]
async fn kinds_are_counted_whichever_is_shown() {
    let (world, olga) = World::with_project().await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let query = Query { kind: HitKind::from_word("blocker"), ..asked("door") };
    let found = find(&world.db, &olga, &query, PageNumber::FIRST).await.unwrap();
    assert_eq!((found.hits.total, found.hits.rows.len()), (1, 1));
    assert!(found.kinds.len() > 1, "{:?}", found.kinds);
    assert_eq!(found.projects.len(), 1);
}

#[tokio::test]
async fn nothing_asked_is_nothing_found_without_asking_the_database() {
    let (world, olga) = World::with_project().await;
    let before = world.db.queries();
    assert!(titles(&world, &olga, &asked(" \"* ")).await.is_empty());
    assert_eq!(world.db.queries(), before);
}
