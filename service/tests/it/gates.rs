use crate::world::{REPORT, World, at};
use domain::Version;
use domain::decisions::Verdict;
use domain::gates::State;
use domain::history::EventKind;
use service::accounts::SignedIn;
use service::blockers::{self, BlockerForm};
use service::checklists;
use service::decisions::{self, DecisionForm, sign};
use service::gates::{self, GateForm, RuleForm};
use service::{PageNumber, ServiceError, history};

fn rule(kind: &str, value: &str) -> RuleForm {
    RuleForm { kind: kind.into(), value: value.into(), ..RuleForm::default() }
}

fn gate(name: &str, rules: Vec<RuleForm>) -> GateForm {
    GateForm { name: name.into(), rules, ..GateForm::default() }
}

/// A report with a score of 90 and nothing in the way.
const FINE: &str = "# Kiln\n\n**Date:** 2031-06-01\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n| Heat | 50% | 95/100 |\n| Door | 50% | 85/100 |\n";

async fn fine() -> (World, SignedIn) {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, FINE).await;
    (world, olga)
}

async fn verdicts(world: &World, who: &SignedIn) -> Vec<Option<Verdict>> {
    let viewer = who.viewer(&world.db, "kiln").await.unwrap();
    gates::show(&world.db, &viewer, at()).await.unwrap().goals.iter().map(|goal| goal.outcome.verdict).collect()
}

async fn add_blocker(world: &World, who: &SignedIn, title: &str, tier: &str) {
    let editor = who.editor(&world.db, "kiln").await.unwrap();
    let form = BlockerForm { title: title.into(), tier: tier.into(), ..BlockerForm::default() };
    blockers::create(&world.db, &editor, &form, at()).await.unwrap();
}

async fn seen(world: &World, who: &SignedIn, goal: &str) -> String {
    let auditor = who.auditor(&world.db, "kiln").await.unwrap();
    decisions::desk(&world.db, &auditor, &goal.parse().unwrap(), at()).await.unwrap().mark
}

async fn signed(world: &World, who: &SignedIn, form: DecisionForm) -> Result<domain::ids::DecisionId, ServiceError> {
    let form = DecisionForm { seen: seen(world, who, "demo").await, ..form };
    let auditor = who.auditor(&world.db, "kiln").await.unwrap();
    sign(&world.db, &auditor, &"demo".parse().unwrap(), &form, at()).await
}

#[tokio::test]
async fn a_project_of_which_nothing_is_known_is_undecided_for_every_goal() {
    let (world, olga) = World::with_project().await;
    assert_eq!(verdicts(&world, &olga).await, [None; 3]);
}

#[tokio::test]
async fn verdicts_follow_the_registers_and_name_the_rows_that_fail() {
    let (world, olga) = fine().await;
    assert_eq!(verdicts(&world, &olga).await, [Some(Verdict::Go); 3]);
    add_blocker(&world, &olga, "No way back", "2").await;
    assert_eq!(verdicts(&world, &olga).await, [Some(Verdict::Go), Some(Verdict::Go), Some(Verdict::Conditional)]);
    add_blocker(&world, &olga, "Nobody is called", "1").await;
    assert_eq!(verdicts(&world, &olga).await, [Some(Verdict::NoGo); 3]);
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let all = gates::show(&world.db, &viewer, at()).await.unwrap();
    let failed = all.goals[0].outcome.rules.iter().find(|rule| rule.state == State::Fails).unwrap();
    let named: Vec<&str> = all.rows(&failed.rule.demand).iter().map(|row| row.title.as_str()).collect();
    assert_eq!(named, ["Nobody is called"]);
}

#[tokio::test]
async fn a_real_report_is_weighed_with_all_its_registers() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, REPORT).await;
    let all = gates::show(&world.db, &auditor, at()).await.unwrap();
    assert!(all.stands.facts.overall.is_some() && !all.stands.facts.categories.is_empty());
    let lists = checklists::list(&world.db, &auditor, checklists::Shown::Blocking, PageNumber::FIRST, at()).await.unwrap();
    let open = lists.items.total;
    assert_eq!(all.stands.facts.items.open, open);
}

#[tokio::test]
async fn an_owner_writes_what_a_goal_demands_and_former_versions_stay() {
    let (world, olga) = fine().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let hard = gate("Launch day", vec![rule("minimum_overall", "95 %"), rule("no_open_blocker", "3"), RuleForm::default()]);
    let goal = gates::create(&world.db, &owner, owner.project().version, &hard, at()).await.unwrap();
    assert_eq!((goal.as_str(), verdicts(&world, &olga).await[3]), ("launch-day", Some(Verdict::NoGo)));
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let soft = RuleForm { otherwise: "conditional".into(), ..rule("minimum_overall", "95") };
    let first = GateForm { place: "1".into(), ..gate("Launch", vec![soft]) };
    gates::change(&world.db, &owner, owner.project().version, &goal, &first, at()).await.unwrap();
    assert_eq!(verdicts(&world, &olga).await[0], Some(Verdict::Conditional));
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    assert_eq!((owner.project().gates.version, owner.project().gates.gates[0].name.as_str()), (3, "Launch"));
    gates::remove(&world.db, &owner, owner.project().version, &goal, at()).await.unwrap();
    let former = gates::former(&world.db, &owner, PageNumber::FIRST).await.unwrap();
    let versions: Vec<u32> = former.rows.iter().map(|row| row.gates.version).collect();
    assert_eq!((former.total, versions), (3, vec![3, 2, 1]));
    let events = history::list(&world.db, &owner, PageNumber::FIRST).await.unwrap().rows;
    assert!(events[..3].iter().all(|event| event.kind == EventKind::GatesChanged && !event.changes.is_empty()));
}

#[tokio::test]
async fn the_gates_of_a_template_are_taken_over_with_its_categories_by_name() {
    let (world, olga) = fine().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let version = owner.project().version;
    let missing = gates::take(&world.db, &owner, version, "no-such", at()).await.unwrap_err();
    assert!(matches!(missing, ServiceError::NotFound), "{missing}");
    // This one knows no goal “demo”; what the project has for it stays.
    assert_eq!(gates::take(&world.db, &owner, version, "operational-handover", at()).await.unwrap(), 2);
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let gates = &owner.project().gates;
    let names: Vec<&str> = gates.gates.iter().map(|gate| gate.name.as_str()).collect();
    assert_eq!((gates.version, names), (2, vec!["Demo", "Receivers in front, givers in reserve", "Handed over"]));
    let template = domain::templates::Template::built_in().iter().find(|row| row.parts().key.as_str() == "operational-handover").unwrap();
    let access = template.parts().categories.iter().find(|row| row.key.as_str() == "access").unwrap();
    let key = domain::text::Slug::suggest(access.name.as_str());
    let of_category = gates.gates[1].rules.iter().filter_map(|rule| match &rule.demand {
        domain::gates::Demand::MinimumPerCategory { category: Some(category), .. } => Some(category.clone()),
        _ => None,
    });
    assert_eq!(of_category.collect::<Vec<_>>(), Vec::from_iter(key));
    let stale = gates::take(&world.db, &owner, version, "operational-handover", at()).await.unwrap_err();
    assert!(matches!(stale, ServiceError::Stale));
}

#[tokio::test]
async fn what_cannot_be_demanded_is_refused_at_its_field() {
    let (world, olga) = fine().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let version = owner.project().version;
    let wrong = async |form: GateForm| gates::create(&world.db, &owner, version, &form, at()).await.unwrap_err();
    let field = |error: &ServiceError| match error {
        ServiceError::Invalid { field, .. } => *field,
        _ => "",
    };
    assert_eq!(field(&wrong(gate(" ", Vec::new())).await), "name");
    assert_eq!(field(&wrong(gate("Demo", Vec::new())).await), "name");
    assert_eq!(field(&wrong(gate("X", vec![rule("criteria_met", ""), rule("minimum_overall", "")])).await), "value-1");
    assert_eq!(field(&wrong(gate("X", vec![rule("", "80")])).await), "kind-0");
    let category = RuleForm { category: "Door".into(), ..rule("criteria_met", "") };
    assert_eq!(field(&wrong(gate("X", vec![category])).await), "category-0");
    assert_eq!(field(&wrong(GateForm { place: "9".into(), ..gate("X", Vec::new()) }).await), "place");
    assert_eq!(field(&wrong(GateForm { target: "high".into(), ..gate("X", Vec::new()) }).await), "target");
    let twice = wrong(gate("X", vec![rule("criteria_met", ""), rule("criteria_met", "")])).await;
    assert!(matches!(&twice, ServiceError::Refused(text) if text.contains("stands there twice")), "{twice}");
    let stale = gates::create(&world.db, &owner, Version(99), &gate("X", Vec::new()), at()).await.unwrap_err();
    assert!(matches!(stale, ServiceError::Stale));
}

#[tokio::test]
async fn what_the_gate_allows_is_signed_without_a_word_and_its_state_is_kept() {
    let (world, olga) = fine().await;
    let id = signed(&world, &olga, DecisionForm { verdict: "go".into(), ..DecisionForm::default() }).await.unwrap();
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let shown = decisions::show(&world.db, &viewer, id, at()).await.unwrap();
    assert_eq!((shown.decision.verdict, shown.decision.computed, shown.decision.is_override()), (Verdict::Go, Some(Verdict::Go), false));
    assert!(shown.intact && shown.is_last && shown.moved.is_empty());
    let state = shown.state.unwrap();
    assert_eq!((state.rules.len(), state.gate.goal.as_str(), state.audit.unwrap().title.as_str()), (2, "demo", "Kiln"));
    add_blocker(&world, &olga, "Nobody is called", "1").await;
    let later = decisions::show(&world.db, &viewer, id, at()).await.unwrap();
    let told: Vec<String> = later.moved.iter().map(ToString::to_string).collect();
    assert_eq!((told, later.computed_now), (vec!["Open blockers of tier 1: 0 → 1".to_owned()], Some(Verdict::NoGo)));
}

#[tokio::test]
async fn going_further_than_the_gate_needs_a_reason_that_history_keeps() {
    let (world, olga) = fine().await;
    add_blocker(&world, &olga, "Nobody is called", "1").await;
    let go = DecisionForm { verdict: "go".into(), ..DecisionForm::default() };
    let error = signed(&world, &olga, go.clone()).await.unwrap_err();
    assert!(matches!(&error, ServiceError::Invalid { field: "reason", message } if message.contains("The gate says no-go")), "{error}");
    let id = signed(&world, &olga, DecisionForm { reason: "The fair is tomorrow.".into(), ..go }).await.unwrap();
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let event = history::list(&world.db, &viewer, PageNumber::FIRST).await.unwrap().rows.remove(0);
    assert_eq!(event.kind, EventKind::DecisionSigned);
    assert!(event.summary.contains("over the gate, which says no-go") && event.changes[0].after.contains("fair"), "{}", event.summary);
    assert!(decisions::show(&world.db, &viewer, id, at()).await.unwrap().decision.is_override());
    // A no needs none, whatever the gate says.
    signed(&world, &olga, DecisionForm { verdict: "no-go".into(), ..DecisionForm::default() }).await.unwrap();
    assert!(!decisions::show(&world.db, &viewer, id, at()).await.unwrap().is_last);
}

#[tokio::test]
async fn a_row_in_the_place_of_another_is_no_state_that_was_seen_and_is_told_later() {
    let (world, olga) = fine().await;
    add_blocker(&world, &olga, "No way back", "1").await;
    let swap = async |resolved: &str, added: &str| {
        let editor = olga.editor(&world.db, "kiln").await.unwrap();
        let rows = blockers::list(&world.db, &editor, &blockers::Filter::default(), PageNumber::FIRST, at()).await.unwrap().page.rows;
        let row = rows.iter().find(|row| row.title.as_str() == resolved).unwrap();
        blockers::resolve(&world.db, &editor, row.id, row.version, "Tried.", at()).await.unwrap();
        add_blocker(&world, &olga, added, "1").await;
    };
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let form = DecisionForm { verdict: "no-go".into(), seen: seen(&world, &olga, "demo").await, ..DecisionForm::default() };
    swap("No way back", "Nobody is called").await;
    let stale = sign(&world.db, &auditor, &"demo".parse().unwrap(), &form, at()).await.unwrap_err();
    assert!(matches!(stale, ServiceError::Stale), "{stale}");
    let id = signed(&world, &olga, DecisionForm { verdict: "no-go".into(), ..DecisionForm::default() }).await.unwrap();
    assert_eq!(decisions::show(&world.db, &auditor, id, at()).await.unwrap().moved, []);
    swap("Nobody is called", "The door sticks").await;
    let moved = decisions::show(&world.db, &auditor, id, at()).await.unwrap().moved;
    assert_eq!(moved.iter().map(|row| row.what.as_str()).collect::<Vec<_>>(), ["What stands in the way"]);
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    gates::take(&world.db, &owner, owner.project().version, "operational-handover", at()).await.unwrap();
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let moved = decisions::show(&world.db, &auditor, id, at()).await.unwrap().moved;
    assert!(moved.iter().any(|row| row.what == "Rules of the gates" && row.after == "version 2"), "{moved:?}");
}

#[tokio::test]
async fn conditions_become_items_with_days() {
    let (world, olga) = fine().await;
    let mut form = DecisionForm { verdict: "conditional".into(), ..DecisionForm::default() };
    let error = signed(&world, &olga, form.clone()).await.unwrap_err();
    assert!(matches!(error, ServiceError::Invalid { field: "condition-0", .. }), "{error}");
    form.conditions[0] = ("Practise the way back".into(), String::new());
    let error = signed(&world, &olga, form.clone()).await.unwrap_err();
    assert!(matches!(error, ServiceError::Invalid { field: "due-0", .. }), "{error}");
    form.conditions[0].1 = "2019-07-01".into();
    let error = signed(&world, &olga, form.clone()).await.unwrap_err();
    assert!(matches!(&error, ServiceError::Invalid { field: "due-0", message } if message.contains("before today")), "{error}");
    form.conditions[0].1 = "2031-07-01".into();
    form.conditions[2] = ("Name who is called".into(), "2031-07-15".into());
    let id = signed(&world, &olga, form.clone()).await.unwrap();
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let shown = decisions::show(&world.db, &viewer, id, at()).await.unwrap();
    let made: Vec<(&str, String)> = shown.conditions.iter().map(|item| (item.text.as_str(), item.due.unwrap().to_string())).collect();
    assert_eq!(made, [("Practise the way back", "2031-07-01".into()), ("Name who is called", "2031-07-15".into())]);
    let lists = checklists::list(&world.db, &viewer, checklists::Shown::Open, PageNumber::FIRST, at()).await.unwrap();
    assert_eq!(lists.lists[0].0.title.as_str(), "Conditions for Demo");
    form.verdict = "go".into();
    let error = signed(&world, &olga, form).await.unwrap_err();
    assert!(matches!(error, ServiceError::Invalid { field: "verdict", .. }), "{error}");
}

#[tokio::test]
async fn nobody_signs_a_state_that_they_have_not_seen() {
    let (world, olga) = fine().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let form = DecisionForm { verdict: "go".into(), seen: seen(&world, &olga, "demo").await, ..DecisionForm::default() };
    add_blocker(&world, &olga, "Nobody is called", "1").await;
    let error = sign(&world.db, &auditor, &"demo".parse().unwrap(), &form, at()).await.unwrap_err();
    assert!(matches!(error, ServiceError::Stale), "{error}");
}
