//! Ways through gates of every kind, from open work of every kind.

use super::*;
use crate::Version;
use crate::assessments::{Category, Points, Rating, Weight};
use crate::blockers::Tier;
use crate::gates::{CategoryFact, Count, Facts, GateRule, Gates, Percent};
use crate::ids::{BlockerId, CategoryId, CriterionId, ItemId, RiskId, VerificationId};
use crate::risks::Level;
use crate::scoring::{Caps, ScoringRule, score};
use crate::text::Markdown;
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

fn category(number: u128, weight: i64, percent: i64) -> Category {
    Category {
        id: CategoryId(Uuid::from_u128(number)),
        position: 0,
        name: format!("Area {number}").parse().unwrap(),
        weight: Some(Weight::try_from(Decimal::from(weight)).unwrap()),
        rating: Rating::Points(Points::new(percent.into(), Decimal::ONE_HUNDRED).unwrap()),
        status: None,
        notes: Markdown::default(),
        lines: None,
        version: Version::FIRST,
    }
}

/// How much work of each kind is open.
#[derive(Clone, Copy, Debug, Default)]
struct Todo {
    /// Of tiers 1 and 2.
    blockers: [u64; 2],
    items: u64,
    criteria: u64,
    /// Of medium, high and unknown level.
    risks: [u64; 3],
    verifications: u64,
}

const LEVELS: [Option<Level>; 3] = [Some(Level::Medium), Some(Level::High), None];

fn tier(number: u8) -> Tier {
    Tier::try_from(number).unwrap()
}

fn facts(categories: &[Category], todo: Todo) -> Facts {
    let scored = score(categories, &ScoringRule::default());
    let rows = categories.iter().zip(scored.rows);
    let count = |open| Count { open, total: open + 3 };
    Facts {
        overall: scored.overall,
        categories: rows.map(|(row, earned)| CategoryFact { id: row.id, name: row.name.clone(), share: earned.share }).collect(),
        blockers: vec![(tier(1), todo.blockers[0]), (tier(2), todo.blockers[1])],
        items: count(todo.items),
        criteria: count(todo.criteria),
        risks: LEVELS.into_iter().zip(todo.risks).collect(),
        verifications: count(todo.verifications),
        known: true,
        ..Facts::default()
    }
}

fn open(todo: Todo) -> Vec<Work> {
    let mut work = Vec::new();
    let mut add = |name: &str, count: u64, deed: &dyn Fn(Uuid) -> Deed| {
        for number in 0..count {
            let id = Uuid::from_u128(u128::try_from(work.len()).unwrap() + 1);
            work.push(Work { deed: deed(id), title: format!("{name} {number}").parse().unwrap() });
        }
    };
    add("Blocker 1", todo.blockers[0], &|id| Deed::Resolve(BlockerId(id), tier(1)));
    add("Blocker 2", todo.blockers[1], &|id| Deed::Resolve(BlockerId(id), tier(2)));
    add("Item", todo.items, &|id| Deed::Tick(ItemId(id)));
    add("Criterion", todo.criteria, &|id| Deed::Meet(CriterionId(id)));
    for (level, count) in LEVELS.into_iter().zip(todo.risks) {
        let name = format!("Risk {}", level.map_or("unknown", Level::as_str));
        add(&name, count, &|id| Deed::Settle(RiskId(id), level));
    }
    add("Check", todo.verifications, &|id| Deed::Pass(VerificationId(id)));
    work
}

fn steps(categories: &[Category], todo: Todo, gate: &Gate) -> Vec<Step> {
    let (facts, rule, caps) = (facts(categories, todo), ScoringRule::default(), Caps::default());
    way(&Base { facts: &facts, categories, rule: &rule, caps: &caps }, gate, &open(todo))
}

fn soft(demand: Demand) -> GateRule {
    GateRule { demand, otherwise: Otherwise::Conditional }
}

fn ruled(rules: Vec<GateRule>) -> Gate {
    Gate { goal: "beta".parse().unwrap(), name: "Beta".parse().unwrap(), target: None, rules }
}

fn gate(demands: Vec<Demand>) -> Gate {
    ruled(demands.into_iter().map(GateRule::must).collect())
}

fn percent(points: i64) -> Percent {
    Percent::try_from(Decimal::from(points)).unwrap()
}

fn titles(steps: &[Step]) -> Vec<&str> {
    steps.iter().map(|step| step.work.title.as_str()).collect()
}

#[test]
fn what_few_rows_hold_comes_before_what_many_do_and_the_last_step_opens_the_gate() {
    let gate = gate(vec![Demand::BlockingItemsDone, Demand::NoOpenBlocker { tier: Tier::FIRST }]);
    let way = steps(&[category(1, 1, 90)], Todo { blockers: [1, 4], items: 2, ..Todo::default() }, &gate);
    assert_eq!(titles(&way), ["Blocker 1 0", "Item 0", "Item 1"]);
    assert_eq!(way[0].opens, ["no open blocker of tier 1"]);
    assert!(way[1].opens.is_empty() && way[1].verdict == Some(Verdict::NoGo));
    assert_eq!(way[2].verdict, Some(Verdict::Go));
}

#[test]
fn one_category_that_is_enough_alone_is_raised_only_as_far_as_it_has_to() {
    let gate = gate(vec![Demand::MinimumOverall { percent: percent(80) }]);
    let rows = [category(1, 50, 60), category(2, 30, 80), category(3, 20, 90)];
    let way = steps(&rows, Todo::default(), &gate);
    assert_eq!(titles(&way), ["Area 1"]);
    assert!(matches!(way[0].work.deed, Deed::Rate(_, to) if to == percent(76)), "{:?}", way[0].work.deed);
    assert_eq!(way[0].moves.as_ref().unwrap().points(2), "+8");
}

#[test]
fn where_none_is_enough_alone_the_one_that_brings_most_goes_first() {
    let gate = gate(vec![Demand::MinimumOverall { percent: percent(95) }]);
    let rows = [category(1, 20, 50), category(2, 60, 80), category(3, 20, 70)];
    let way = steps(&rows, Todo::default(), &gate);
    assert_eq!(titles(&way), ["Area 2", "Area 1", "Area 3"]);
    assert_eq!(way.last().unwrap().verdict, Some(Verdict::Go));
    assert!(matches!(way[2].work.deed, Deed::Rate(_, to) if to == percent(75)), "{:?}", way[2].work.deed);
}

#[test]
fn a_gate_that_is_open_asks_for_nothing_and_one_that_cannot_be_told_stops_short() {
    let open = gate(vec![Demand::MinimumOverall { percent: percent(50) }]);
    assert_eq!(steps(&[category(1, 1, 90)], Todo { blockers: [0, 3], items: 2, ..Todo::default() }, &open), []);
    let unknown = gate(vec![Demand::MinimumOverall { percent: percent(50) }, Demand::BlockingItemsDone]);
    let way = steps(&[], Todo { items: 1, ..Todo::default() }, &unknown);
    assert_eq!((titles(&way), way[0].verdict), (vec!["Item 0"], None));
}

fn overall_of(points: i64) -> Demand {
    Demand::MinimumOverall { percent: percent(points) }
}

fn each(points: i64, key: Option<&str>) -> Demand {
    Demand::MinimumPerCategory { percent: percent(points), category: key.map(|key| key.parse().unwrap()) }
}

#[test]
fn criteria_risks_and_checks_are_asked_for_by_their_rules_and_by_no_other() {
    let todo = Todo { blockers: [0, 1], items: 1, criteria: 1, risks: [1, 1, 1], verifications: 2 };
    let of = |demand| steps(&[category(1, 1, 90)], todo, &gate(vec![demand]));
    let met = of(Demand::CriteriaMet);
    assert_eq!(titles(&met), ["Criterion 0"]);
    assert_eq!((met[0].opens.len(), met[0].verdict), (1, Some(Verdict::Go)));
    assert_eq!(titles(&of(Demand::VerificationsFresh)), ["Check 0", "Check 1"]);
    let high = of(Demand::NoUnacceptedRisk { level: Level::High });
    assert_eq!(titles(&high), ["Risk high 0", "Risk unknown 0"], "a lower one may stay, and an unknown one may be higher");
    assert_eq!(high.iter().map(|step| step.verdict).collect::<Vec<_>>(), [None, Some(Verdict::Go)]);
    assert_eq!(titles(&of(Demand::NoUnacceptedRisk { level: Level::Medium })).len(), 3);
    assert_eq!(titles(&of(Demand::NoUnacceptedRisk { level: Level::Critical })), ["Risk unknown 0"]);
}

#[test]
fn a_score_that_stops_comes_before_rows_that_make_conditions() {
    let rules = vec![soft(Demand::BlockingItemsDone), GateRule::must(overall_of(80)), soft(Demand::CriteriaMet)];
    let todo = Todo { items: 1, criteria: 2, ..Todo::default() };
    let way = steps(&[category(1, 1, 60)], todo, &ruled(rules));
    assert_eq!(titles(&way), ["Area 1", "Item 0", "Criterion 0", "Criterion 1"]);
    assert_eq!(way[0].verdict, Some(Verdict::Conditional));
    let named = ruled(vec![soft(Demand::BlockingItemsDone), GateRule::must(each(70, Some("area-1")))]);
    assert_eq!(titles(&steps(&[category(1, 1, 60)], todo, &named)), ["Area 1", "Item 0"]);
}

#[test]
fn rows_come_before_ratings_where_both_stop_and_where_both_make_conditions() {
    let rules = vec![
        soft(each(70, None)),
        soft(Demand::CriteriaMet),
        GateRule::must(each(75, Some("area-2"))),
        GateRule::must(Demand::BlockingItemsDone),
    ];
    let rows = [category(1, 1, 60), category(2, 1, 60)];
    let way = steps(&rows, Todo { items: 1, criteria: 1, ..Todo::default() }, &ruled(rules));
    assert_eq!(titles(&way), ["Item 0", "Area 2", "Criterion 0", "Area 1"]);
    assert_eq!(
        way.iter().map(|step| step.verdict).collect::<Vec<_>>()[1..],
        [Some(Verdict::Conditional), Some(Verdict::Conditional), Some(Verdict::Go)]
    );
}

#[test]
fn a_category_that_stops_and_makes_a_condition_is_one_step_as_far_up_as_both_need() {
    let rules = vec![soft(overall_of(90)), soft(Demand::BlockingItemsDone), GateRule::must(each(70, Some("area-1")))];
    let way = steps(&[category(1, 1, 60)], Todo { items: 1, ..Todo::default() }, &ruled(rules));
    assert_eq!(titles(&way), ["Area 1", "Item 0"]);
    assert!(matches!(way[0].work.deed, Deed::Rate(_, to) if to == percent(90)), "{:?}", way[0].work.deed);
}

#[test]
fn one_rise_that_serves_both_scores_is_not_made_two() {
    // Either is enough for the lower score with the same rise; only the second has room for the higher one.
    let rows = [category(1, 50, 90), category(2, 50, 30)];
    let way = steps(&rows, Todo::default(), &ruled(vec![GateRule::must(overall_of(62)), soft(overall_of(90))]));
    assert_eq!(titles(&way), ["Area 2"]);
}

#[test]
fn a_rise_for_a_condition_stops_only_while_it_brings_a_score_that_stops() {
    let rules = |stops: i64| ruled(vec![soft(each(70, None)), soft(Demand::BlockingItemsDone), GateRule::must(overall_of(stops))]);
    let (rows, todo) = ([category(1, 50, 60), category(2, 50, 90), category(3, 0, 50)], Todo { items: 1, ..Todo::default() });
    assert_eq!(titles(&steps(&rows, todo, &rules(80))), ["Area 1", "Item 0", "Area 3"], "no weight, so it brings nothing");
    assert_eq!(titles(&steps(&rows, todo, &rules(75))), ["Item 0", "Area 1", "Area 3"]);
}

#[test]
fn of_two_categories_with_one_key_those_rise_that_keep_the_rule_from_holding() {
    let named = |number, name: &str, earned: Option<i64>| {
        let rating = earned.map_or(Rating::NotRated, |earned| category(1, 1, earned).rating);
        Category { name: name.parse().unwrap(), rating, ..category(number, 1, 0) }
    };
    let gate = gate(vec![each(80, Some("ci-cd")), Demand::BlockingItemsDone]);
    let of = |one, two| {
        let way = steps(&[named(1, "CI/CD", one), named(2, "CI CD", two)], Todo { items: 1, ..Todo::default() }, &gate);
        assert_eq!(way.last().unwrap().verdict, Some(Verdict::Go));
        titles(&way)[1..].iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(of(Some(95), Some(60)), ["CI CD"]);
    assert_eq!(of(Some(70), Some(60)), ["CI/CD", "CI CD"]);
    assert!(of(Some(95), None).is_empty(), "the rule holds");
    assert_eq!(of(None, Some(60)), ["CI CD"]);
    assert_eq!(of(None, None), ["CI/CD"], "one is enough to tell");
}

fn any_todo() -> impl Strategy<Value = Todo> {
    let few = || 0_u64..3;
    ((few(), few()), few(), few(), (few(), few(), few()), few()).prop_map(|(blockers, items, criteria, risks, verifications)| Todo {
        blockers: blockers.into(),
        items,
        criteria,
        risks: risks.into(),
        verifications,
    })
}

/// One rule of each kind, a no or a condition as it comes.
fn any_gate() -> impl Strategy<Value = Gate> {
    let demands = vec![
        Demand::NoOpenBlocker { tier: tier(2) },
        Demand::BlockingItemsDone,
        Demand::CriteriaMet,
        Demand::NoUnacceptedRisk { level: Level::Medium },
        Demand::VerificationsFresh,
        overall_of(70),
        overall_of(85),
        each(60, None),
        each(75, Some("area-1")),
    ];
    prop::sample::subsequence(demands, 1..=9).prop_shuffle().prop_flat_map(|demands| {
        let otherwise = prop::sample::select(vec![Otherwise::NoGo, Otherwise::Conditional]);
        prop::collection::vec(otherwise, demands.len()).prop_map(move |kinds| {
            ruled(demands.iter().cloned().zip(kinds).map(|(demand, otherwise)| GateRule { demand, otherwise }).collect())
        })
    })
}

fn any_rows() -> impl Strategy<Value = Vec<Category>> {
    prop::collection::vec((1_i64..=50, 0_i64..=100), 1..6)
        .prop_map(|rows| (1..).zip(rows).map(|(number, (weight, percent))| category(number, weight, percent)).collect())
}

proptest! {
    #[test]
    fn every_gate_about_known_rows_opens_at_the_end_of_its_way(rows in any_rows(), todo in any_todo(), own in any_gate()) {
        for gate in Gates::default().gates.into_iter().chain([own]) {
            let way = steps(&rows, todo, &gate);
            let (facts, rule, caps) = (facts(&rows, todo), ScoringRule::default(), Caps::default());
            let base = Base { facts: &facts, categories: &rows, rule: &rule, caps: &caps };
            let last = way.last().map_or_else(|| base.outcome(&gate, &[]).verdict, |step| step.verdict);
            prop_assert_eq!(last, Some(Verdict::Go), "{}: {:?}", gate.name, way);
            // Whatever is done twice counts once.
            let deeds: Vec<Deed> = way.iter().map(|step| step.work.deed).collect();
            let twice: Vec<Deed> = deeds.iter().chain(&deeds).copied().collect();
            prop_assert_eq!(base.with(&deeds), base.with(&twice));
            prop_assert!(deeds.iter().enumerate().all(|(at, deed)| !deeds[..at].iter().any(|other| other.row() == deed.row())), "{:?}", way);
        }
    }

    #[test]
    fn what_no_rule_that_stops_asks_for_comes_after_the_last_of_them_holds(rows in any_rows(), todo in any_todo(), gate in any_gate()) {
        let rule_of = |gate: &Gate| ruled(gate.rules.iter().filter(|rule| rule.otherwise == Otherwise::NoGo).cloned().collect());
        let stops = rule_of(&gate);
        let (facts, rule, caps) = (facts(&rows, todo), ScoringRule::default(), Caps::default());
        let base = Base { facts: &facts, categories: &rows, rule: &rule, caps: &caps };
        let mut deeds = Vec::new();
        for step in steps(&rows, todo, &gate) {
            let before = base.outcome(&stops, &deeds);
            deeds.push(step.work.deed);
            let rows_only = !matches!(step.work.deed, Deed::Rate(..));
            let capped = matches!(step.work.deed, Deed::Resolve(_, of) if of == Tier::FIRST);
            let asked = capped || before.rules.iter().any(|row| asks(&row.rule.demand, &step.work.deed));
            let holds = before.rules.iter().all(|row| row.state == State::Holds);
            prop_assert!(!rows_only || asked || holds, "{:?} before all that stops holds: {:?}", step, before.rules);
        }
    }
}
