//! Real reports, where they lie beside the project; the project is whole without them.

use crate::world::{World, at};
use domain::scoring::Reason;
use domain::text::match_key;
use service::accounts::SignedIn;
use service::assessments::{self, Overview};
use service::exchange::{self, ImportForm, Outcome, Saved};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

fn seed(number: &str) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{number}_")));
    Some(std::fs::read(files.into_iter().find(named)?).unwrap())
}

async fn import(world: &World, who: &SignedIn, bytes: Vec<u8>) -> Saved {
    let auditor = who.auditor(&world.db, "kiln").await.unwrap();
    let source = exchange::stage(&world.db, &auditor.importer(), "seed.md", bytes, at()).await.unwrap();
    match exchange::save(&world.db, &auditor.importer(), source, &ImportForm::default(), at()).await.unwrap() {
        Outcome::Saved(saved) => saved,
        Outcome::Already(_) => panic!("saved already"),
    }
}

async fn overview_of(number: &str) -> Option<Overview> {
    let bytes = seed(number)?;
    let (world, olga) = World::with_project().await;
    import(&world, &olga, bytes).await;
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    Some(assessments::overview(&world.db, &viewer, at()).await.unwrap())
}

#[tokio::test]
async fn a_score_that_was_cut_off_stands_beside_the_computed_one() {
    let Some(overview) = overview_of("000").await else { return };
    let current = overview.current.unwrap();
    assert_eq!(current.score.overall.unwrap().to_string(), "92.15");
    assert_eq!(current.summary.assessment.stated.overall.unwrap().to_string(), "92.1");
    assert!(current.difference.unwrap().reasons.contains(&Reason::Truncated(1)));
}

#[tokio::test]
async fn a_score_of_the_audit_before_is_kept() {
    let Some(overview) = overview_of("001").await else { return };
    let stated = &overview.audits[0].assessment.stated;
    assert_eq!(stated.previous.unwrap().to_string(), "55");
    assert_eq!(stated.overall.unwrap().to_string(), "68");
    assert!(!overview.blockers.is_empty() && !overview.checklists.is_empty());
}

#[tokio::test]
async fn a_matrix_in_colours_has_a_computed_score_and_no_stated_one() {
    let Some(overview) = overview_of("002").await else { return };
    let current = overview.current.unwrap();
    assert_eq!((current.categories.len(), current.score.rated), (12, 11), "grey is not rated");
    assert!(current.score.overall.is_some() && current.summary.stated_score.is_none());
    assert_eq!(overview.actions.iter().filter(|action| action.when.is_some()).count(), 7);
}

#[tokio::test]
async fn an_estimate_stands_beside_the_mean_of_its_rows() {
    let Some(overview) = overview_of("004").await else { return };
    let current = overview.current.unwrap();
    assert_eq!(current.score.overall.unwrap().to_string(), "62.43");
    assert_eq!(current.summary.assessment.stated.overall.unwrap().to_string(), "66");
    assert!(!current.difference.unwrap().reasons.is_empty());
}

#[tokio::test]
async fn two_documents_on_one_system_double_nothing() {
    let (Some(first), Some(second)) = (seed("000"), seed("003")) else { return };
    let (world, olga) = World::with_project().await;
    import(&world, &olga, first).await;
    import(&world, &olga, second).await;
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let overview = assessments::overview(&world.db, &viewer, at()).await.unwrap();
    assert_eq!(overview.audits.len(), 2);
    let once = |titles: Vec<&str>| {
        let mut seen = HashSet::new();
        assert!(titles.iter().all(|title| seen.insert(match_key(title))), "{titles:?}");
    };
    assert!(!overview.risks.is_empty());
    once(overview.risks.iter().map(|risk| risk.title.as_str()).collect());
    once(overview.blockers.iter().map(|blocker| blocker.title.as_str()).collect());
    once(overview.checklists.iter().map(|(list, _)| list.title.as_str()).collect());
    assert_eq!(overview.current.unwrap().score.overall.unwrap().to_string(), "92.15", "the one with scores counts");
}
