use crate::world::{World, at};
use domain::history::{Source, Via};
use service::accounts::sessions::resume;
use service::accounts::{SignedIn, sign_in};
use service::assessments::{Overview, overview};
use service::blockers::{Filter, Stands};
use service::portfolio::{self, Query};
use service::{PageNumber, ServiceError, blockers, demo, risks};
use std::net::{IpAddr, Ipv4Addr};

async fn filled() -> (World, SignedIn) {
    let world = World::new().await;
    let account = demo::fill(&world.db, &world.hasher, at()).await.unwrap();
    let home = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let user = sign_in(&world.db, &world.hasher, &account.email, account.password, home, at()).await.unwrap();
    let who = resume(&world.db, user.id, Source::local(Via::Browser)).await.unwrap();
    (world, who)
}

async fn page(world: &World, who: &SignedIn, slug: &str) -> Overview {
    overview(&world.db, &who.viewer(&world.db, slug).await.unwrap(), at()).await.unwrap()
}

#[tokio::test]
async fn six_projects_with_two_or_three_audits_each_in_the_order_of_their_dates() {
    let (world, who) = filled().await;
    assert!(who.user().admin);
    let projects = portfolio::list(&world.db, &who, &Query::default(), PageNumber::FIRST, at()).await.unwrap();
    assert_eq!(projects.total, 6);
    for row in projects.rows {
        let audits = page(&world, &who, row.project.slug.as_str()).await.audits;
        assert!((2..=3).contains(&audits.len()), "{}", row.project.name);
        assert!(audits.iter().all(|audit| audit.ordered_on < at().day().to_string()));
        assert!(row.standing.items_done > 0 && row.standing.items_done < row.standing.items, "{}", row.project.name);
    }
}

#[tokio::test]
async fn trends_move_and_stated_scores_do_not_always_agree() {
    let (world, who) = filled().await;
    let mut reasons = 0;
    for slug in ["ferrywatch", "larder", "tollgate", "quillbox", "lanternbus"] {
        let page = page(&world, &who, slug).await;
        let scores: Vec<i64> = page.audits.iter().rev().filter_map(|audit| audit.score).collect();
        assert_eq!(scores.len(), page.audits.len(), "{slug}: every audit has a score");
        assert!(scores.is_sorted() && scores.first() < scores.last(), "{slug}: {scores:?}");
        reasons += page.current.and_then(|current| current.difference).map_or(0, |difference| difference.reasons.len());
    }
    assert!(reasons > 0);
}

#[tokio::test]
async fn structures_differ_from_project_to_project() {
    let (world, who) = filled().await;
    let larder = page(&world, &who, "larder").await;
    assert_eq!((larder.current.unwrap().categories.len(), larder.verifications.len()), (12, 2));
    let tollgate = page(&world, &who, "tollgate").await;
    assert_eq!((tollgate.current.unwrap().categories.len(), tollgate.criteria.len()), (7, 4));
    assert_eq!(tollgate.open_by_tier, [(2, 1), (3, 1)]);
    let viewer = who.viewer(&world.db, "quillbox").await.unwrap();
    let matrix = risks::list(&world.db, &viewer, &risks::Filter::default(), PageNumber::FIRST, at()).await.unwrap().page.rows;
    let words = &viewer.project().words;
    assert!(matrix.len() == 6 && matrix.iter().all(|risk| risk.movement(words.matrix()).is_some() && !risk.target.is_unknown()));
    let paperclip = page(&world, &who, "paperclip").await;
    assert!(paperclip.current.is_none() && paperclip.checklists.len() == 2, "a checklist alone has no score");
}

#[tokio::test]
async fn blockers_were_resolved_between_the_audits() {
    let (world, who) = filled().await;
    let viewer = who.viewer(&world.db, "ferrywatch").await.unwrap();
    let done = Filter { stands: Stands::Resolved, ..Filter::default() };
    let lists = blockers::list(&world.db, &viewer, &done, PageNumber::FIRST, at()).await.unwrap();
    assert_eq!((lists.counts.open, lists.counts.resolved), (0, 3));
    assert!(lists.page.rows.iter().all(|blocker| blocker.resolution.as_ref().is_some_and(|done| done.at < at())));
}

#[tokio::test]
async fn an_installation_in_use_is_left_alone() {
    let (world, who) = filled().await;
    let again = demo::fill(&world.db, &world.hasher, at()).await;
    assert!(matches!(again, Err(ServiceError::Refused(_))), "{again:?}");
    assert_eq!(portfolio::list(&world.db, &who, &Query::default(), PageNumber::FIRST, at()).await.unwrap().total, 6);
}
