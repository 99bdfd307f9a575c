//! Badges: only where an owner allows them, and only what they are for.

use crate::world::{REPORT, World, at};
use service::{ServiceError, badges};

#[tokio::test]
async fn badges_are_seen_where_an_owner_allows_them_and_nowhere_else() {
    let (world, owner) = World::with_project().await;
    world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    for slug in ["kiln", "nothing", "../kiln", ""] {
        assert!(matches!(badges::shown(&world.db, slug).await, Err(ServiceError::NotFound)), "{slug}");
    }
    badges::allow(&world.db, &proof, true, at()).await.unwrap();
    badges::allow(&world.db, &proof, true, at()).await.unwrap();
    let read = badges::read(&world.db, badges::shown(&world.db, "kiln").await.unwrap()).await.unwrap();
    assert_eq!((read.standing.audits.score, read.standing.open.first), (Some(7_000), 1));
    assert_eq!(badges::allowed(&world.db, &proof).await.unwrap().unwrap().0, at());
    badges::allow(&world.db, &proof, false, at()).await.unwrap();
    assert!(matches!(badges::shown(&world.db, "kiln").await, Err(ServiceError::NotFound)));
    let lines = service::history::list(&world.db, &proof, service::PageNumber::FIRST).await.unwrap().rows;
    let told = lines.iter().filter(|line| line.kind.as_str().starts_with("badges.")).count();
    assert_eq!(told, 2, "what changes nothing leaves no line");
}
