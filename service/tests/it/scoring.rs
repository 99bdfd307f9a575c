use crate::world::{LATER, REPORT, World, at};
use domain::Version;
use domain::assessments::AssessmentState;
use domain::history::EventKind;
use domain::scoring::{Cap, Levels, ScoringRule};
use service::accounts::SignedIn;
use service::assessments::CategoryForm;
use service::projects::{RuleForm, change_rule, former_rules, try_rule};
use service::{PageNumber, ServiceError, assessments};

/// A report whose score hangs on the rule.
const LIGHTS: &str = "\
# Kiln lights

**Date:** 2031-06-01

## Scores

| Area | Weight | Status |
|---|---|---|
| Heat | 50% | GREEN |
| Safety | 50% | YELLOW |
";

/// The rule that comes with the program, with another share for yellow.
pub(crate) fn form(yellow: &str) -> RuleForm {
    let mut caps = [Cap::Nothing.as_str(); 9].map(str::to_owned);
    caps[0] = Cap::NoGo.as_str().into();
    RuleForm {
        colours: ["100".into(), yellow.into(), "0".into()],
        levels: Levels::OfAll.as_str().into(),
        letters: "A, B, C, D, F".into(),
        places: "2".into(),
        target: String::new(),
        caps,
        looked: String::new(),
    }
}

pub(crate) async fn looked(world: &World, who: &SignedIn, form: RuleForm) -> RuleForm {
    let owner = who.owner(&world.db, "kiln").await.unwrap();
    let looked = try_rule(&world.db, &owner, &form).await.unwrap().unwrap().mark;
    RuleForm { looked, ..form }
}

#[tokio::test]
async fn another_rule_is_asked_about_first_then_drafts_are_scored_anew_and_what_is_frozen_stays() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let frozen = world.saved(&auditor, LIGHTS).await.assessment;
    let draft = world.saved(&auditor, &LIGHTS.replace("06-01", "08-01")).await.assessment;
    assessments::freeze(&world.db, &auditor, frozen, (Version::FIRST, 0), true, at()).await.unwrap();
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let (seen, quarter) = (owner.project().version, form("25"));
    let asked = change_rule(&world.db, &owner, seen, &quarter, at()).await.unwrap_err();
    assert!(matches!(asked, ServiceError::Invalid { field: "looked", .. }), "{asked}");
    let effects = try_rule(&world.db, &owner, &quarter).await.unwrap().unwrap();
    assert_eq!((effects.drafts.len(), effects.frozen, effects.changes.len()), (1, 1, 1));
    let told = &effects.drafts[0];
    let shown = |share: &Option<domain::scoring::Share>| share.as_ref().unwrap().to_string();
    assert_eq!((told.id, shown(&told.before), shown(&told.after)), (draft, "75".into(), "62.5".into()));
    // Looking at one rule is no leave to save another one.
    let other = RuleForm { looked: effects.mark.clone(), ..form("30") };
    assert!(matches!(change_rule(&world.db, &owner, seen, &other, at()).await, Err(ServiceError::Invalid { field: "looked", .. })));
    let saved = change_rule(&world.db, &owner, seen, &RuleForm { looked: effects.mark, ..quarter }, at()).await.unwrap().unwrap();
    assert_eq!((saved.rule.version, saved.version), (2, seen.next()));

    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let history = assessments::list(&world.db, &viewer, PageNumber::parse(None)).await.unwrap();
    let rows: Vec<_> = history.audits.rows.iter().map(|audit| (audit.summary.assessment.state, audit.summary.score.unwrap())).collect();
    assert_eq!(rows, [(AssessmentState::Draft, 6_250), (AssessmentState::Final, 7_500)]);
    let newest = &history.audits.rows[0];
    assert_eq!(newest.standing.overall.as_ref().unwrap().to_string(), "62.5");
    assert_eq!((newest.step.note().unwrap().as_str(), newest.step.moved.as_ref().unwrap().points(1).as_str()), ("scoring rule 2", "−12.5"));
    assert_eq!(newest.author.as_ref().unwrap().as_str(), "olga");
    let former = former_rules(&world.db, &olga.owner(&world.db, "kiln").await.unwrap()).await.unwrap();
    assert_eq!((former.len(), &former[0].rule, former[0].changed_by_name.as_str()), (1, &ScoringRule::default(), "olga"));
    let event = assessments::overview(&world.db, &viewer, at()).await.unwrap().events.remove(0);
    assert_eq!((event.kind, event.changes.len()), (EventKind::RuleChanged, 1));
    assert_eq!((event.changes[0].before.as_str(), event.changes[0].after.as_str()), ("50", "25"));
}

#[tokio::test]
async fn the_same_rule_changes_nothing_and_a_stale_one_is_refused() {
    let (world, olga) = World::with_project().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    assert!(change_rule(&world.db, &owner, owner.project().version, &form("50"), at()).await.unwrap().is_none());
    assert!(try_rule(&world.db, &owner, &form("50")).await.unwrap().is_none());
    let first = looked(&world, &olga, form("40")).await;
    let second = looked(&world, &olga, form("30")).await;
    change_rule(&world.db, &owner, owner.project().version, &first, at()).await.unwrap().unwrap();
    // With the proof of before, and with a new one on the old version.
    assert!(matches!(change_rule(&world.db, &owner, owner.project().version, &second, at()).await, Err(ServiceError::Stale)));
    let now = olga.owner(&world.db, "kiln").await.unwrap();
    assert!(matches!(change_rule(&world.db, &now, owner.project().version, &second, at()).await, Err(ServiceError::Stale)));
    // Nor is anything frozen with a rule that holds no more.
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let draft = world.saved(&auditor, LIGHTS).await.assessment;
    let third = looked(&world, &olga, form("20")).await;
    change_rule(&world.db, &now, now.project().version, &third, at()).await.unwrap().unwrap();
    let late = assessments::freeze(&world.db, &auditor, draft, (Version::FIRST, 0), true, at()).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
    let row = CategoryForm { name: "Fan".into(), rating: "80".into(), ..CategoryForm::default() };
    let late = assessments::add_category(&world.db, &auditor, draft, &row, at()).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "nor is a score kept that follows from it: {late:?}");
    assert_eq!(now.project().rule.version, 2);
}

#[tokio::test]
async fn a_rule_that_cannot_be_used_is_refused_at_its_field() {
    let (world, olga) = World::with_project().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let fine = || form("50");
    let mut caps = fine();
    caps.caps[4] = "perhaps".into();
    let wrong = [
        (form("many"), "yellow"),
        (form("101"), "yellow"),
        (RuleForm { colours: ["10".into(), "50".into(), "0".into()], ..fine() }, "green"),
        (RuleForm { letters: "A".into(), ..fine() }, "letters"),
        (RuleForm { levels: "up".into(), ..fine() }, "levels"),
        (RuleForm { places: "3".into(), ..fine() }, "places"),
        (RuleForm { target: "-1".into(), ..fine() }, "target"),
        (caps, "cap-5"),
    ];
    for (form, at_field) in wrong {
        let refused = change_rule(&world.db, &owner, owner.project().version, &form, at()).await.unwrap_err();
        assert!(matches!(&refused, ServiceError::Invalid { field, .. } if *field == at_field), "{at_field}: {refused}");
    }
}

#[tokio::test]
async fn a_history_takes_the_same_queries_for_two_audits_and_for_thirty() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, REPORT).await;
    world.saved(&auditor, LATER).await;
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let before = world.db.queries();
    let few = assessments::list(&world.db, &viewer, PageNumber::parse(None)).await.unwrap();
    assert_eq!(world.db.queries() - before, 3);
    let names: Vec<_> = few.categories.iter().map(|series| (series.name.as_str(), series.moved().unwrap().points(2))).collect();
    assert_eq!(names, [("Heat", "+2".to_owned()), ("Safety", "+20".to_owned())]);
    for day in 1..=28 {
        world.saved(&auditor, &LIGHTS.replace("06-01", &format!("07-{day:02}"))).await;
    }
    let before = world.db.queries();
    let many = assessments::list(&world.db, &viewer, PageNumber::parse(None)).await.unwrap();
    assert_eq!(world.db.queries() - before, 3);
    assert_eq!((many.audits.rows.len(), many.audits.total), (24, 30));
    let last = many.audits.rows.last().unwrap();
    assert_eq!(last.step.moved.as_ref().unwrap().points(2), "±0", "from the audit on the next page");
    assert!(many.categories.iter().all(|series| series.points.len() == 24));
}
