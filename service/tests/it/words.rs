use crate::world::{World, at};
use domain::blockers::Tier;
use domain::projects::Words;
use domain::risks::Level;
use service::ServiceError;
use service::projects::{WordsForm, change_words};

/// The words that come with the program, but for the first tier.
pub(crate) fn form(first: &str) -> WordsForm {
    let words = Words::default();
    WordsForm {
        tiers: format!("{first}\n\n  Tier 2\nTier 3 "),
        likelihood: Level::ALL.map(|step| words.likelihood(step).to_owned()),
        impact: Level::ALL.map(|step| words.impact(step).to_owned()),
        matrix: words.matrix().from().map(|from| from.to_string()),
    }
}

#[tokio::test]
async fn an_owner_names_tiers_and_steps_and_draws_the_matrix() {
    let (world, olga) = World::with_project().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let mut chosen = form("Stops the firing");
    chosen.likelihood[4] = "every day".into();
    chosen.matrix = ["2", "4", "9", "16"].map(str::to_owned);
    let saved = change_words(&world.db, &owner, owner.project().version, &chosen, at()).await.unwrap();
    assert_eq!((saved.words.tier(Tier::FIRST).as_str(), saved.words.tiers().len()), ("Stops the firing", 3));
    assert_eq!(saved.words.likelihood(Level::Critical), "every day");
    assert_eq!(saved.words.matrix().level(Level::High, Level::High), Level::Critical);
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    assert_eq!(viewer.project().words, saved.words);
    let event = service::assessments::overview(&world.db, &viewer, at()).await.unwrap().events.remove(0);
    assert!(event.summary.contains("tiers, likelihood 5, low from"), "{}", event.summary);
}

#[tokio::test]
async fn words_that_cannot_be_used_are_refused_at_their_field() {
    let (world, olga) = World::with_project().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let fine = form("First");
    let mut long = fine.clone();
    long.impact[2] = "x".repeat(41);
    let mut figures = fine.clone();
    figures.matrix[3] = "many".into();
    let mut falling = fine.clone();
    falling.matrix[1] = "2".into();
    let tiers = |tiers: &str| WordsForm { tiers: tiers.into(), ..fine.clone() };
    let wrong = [
        (tiers(" \n"), "tiers"),
        (tiers(&"x\n".repeat(10)), "tiers"),
        (long, "impact-3"),
        (figures, "matrix-critical"),
        (falling, "matrix-low"),
    ];
    for (form, at_field) in wrong {
        let refused = change_words(&world.db, &owner, owner.project().version, &form, at()).await.unwrap_err();
        assert!(matches!(&refused, ServiceError::Invalid { field, .. } if *field == at_field), "{at_field}: {refused}");
    }
    let first = change_words(&world.db, &owner, owner.project().version, &form("One"), at()).await.unwrap();
    assert!(first.version > owner.project().version);
    let late = change_words(&world.db, &owner, owner.project().version, &form("Other"), at()).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
}
