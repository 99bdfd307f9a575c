use super::*;
use crate::blockers::Tier;
use crate::gates::{CategoryFact, Gates};
use crate::ids::CategoryId;
use crate::risks::Level;
use crate::scoring::Cap;
use proptest::prelude::*;

fn share(percent: i64) -> Share {
    Share::of(Decimal::from(percent), Decimal::ONE_HUNDRED).unwrap()
}

fn percent(points: i64) -> Percent {
    Percent::try_from(Decimal::from(points)).unwrap()
}

fn category(name: &str, earned: Option<i64>) -> CategoryFact {
    CategoryFact { id: CategoryId(uuid::Uuid::nil()), name: name.parse().unwrap(), share: earned.map(share) }
}

fn tier(number: u8) -> Tier {
    Tier::try_from(number).unwrap()
}

/// A project in which nothing is wrong.
fn fine() -> Facts {
    Facts {
        overall: Some(share(92)),
        categories: vec![category("Access and keys", Some(90)), category("Docs", Some(95)), category("Extras", None)],
        items: Count { open: 0, total: 4 },
        criteria: Count { open: 0, total: 3 },
        verifications: Count { open: 0, total: 2 },
        known: true,
        ..Facts::default()
    }
}

fn weighed(demand: Demand, facts: &Facts) -> (State, String, u64) {
    let row = GateRule::must(demand).weigh(facts);
    (row.state, row.found, row.failing)
}

fn gate(rules: Vec<GateRule>) -> Gate {
    Gate { goal: "beta".parse().unwrap(), name: "Beta".parse().unwrap(), target: None, rules }
}

fn verdict(gate: &Gate, facts: &Facts) -> Option<Verdict> {
    gate.weigh(facts, &Caps::default()).verdict
}

#[test]
fn a_score_is_enough_from_exactly_what_is_demanded() {
    let demand = |points| Demand::MinimumOverall { percent: percent(points) };
    assert_eq!(weighed(demand(92), &fine()), (State::Holds, "92 %".into(), 0));
    assert_eq!(weighed(demand(95), &fine()), (State::Fails, "92 %, 3 points short".into(), 1));
    let barely = Facts { overall: Share::of(Decimal::new(919_999, 4), Decimal::ONE_HUNDRED), ..fine() };
    assert_eq!(weighed(demand(92), &barely).1, "92 %, less than 0.01 points short");
    let none = Facts { overall: None, ..fine() };
    assert_eq!(weighed(demand(0), &none), (State::Unknown, "there is no score".into(), 0));
}

#[test]
fn the_lowest_category_decides_and_what_is_not_rated_does_not() {
    let every = |points| Demand::MinimumPerCategory { percent: percent(points), category: None };
    assert_eq!(weighed(every(90), &fine()), (State::Holds, "the lowest has 90 %".into(), 0));
    assert_eq!(weighed(every(96), &fine()), (State::Fails, "2 categories below it, the lowest at 90 %".into(), 2));
    let one = |key: &str| Demand::MinimumPerCategory { percent: percent(91), category: Some(key.parse().unwrap()) };
    assert_eq!(weighed(one("access-and-keys"), &fine()).0, State::Fails);
    assert_eq!(weighed(one("docs"), &fine()).0, State::Holds);
    assert_eq!(weighed(one("extras"), &fine()), (State::Unknown, "it is not rated".into(), 0));
    assert_eq!(weighed(one("kitchen"), &fine()), (State::Unknown, "the last audit has no such category".into(), 0));
    let unrated = Facts { categories: vec![category("Docs", None)], ..fine() };
    assert_eq!(weighed(every(1), &unrated).0, State::Unknown);
}

#[test]
fn the_lowest_of_the_categories_with_one_key_decides_in_whatever_order_they_stand() {
    let demand = Demand::MinimumPerCategory { percent: percent(80), category: Some("ci-cd".parse().unwrap()) };
    let of = |rows: [(&str, Option<i64>); 3]| {
        let mut rows: Vec<CategoryFact> = rows.into_iter().map(|(name, earned)| category(name, earned)).collect();
        let found = weighed(demand.clone(), &Facts { categories: rows.clone(), ..fine() });
        rows.reverse();
        assert_eq!(found, weighed(demand.clone(), &Facts { categories: rows, ..fine() }));
        found
    };
    assert_eq!(of([("CI/CD", Some(95)), ("CI CD", Some(60)), ("Docs", Some(10))]), (State::Fails, "60 %, 20 points short".into(), 1));
    assert_eq!(of([("CI/CD", Some(70)), ("CI CD", Some(60)), ("ci-cd", Some(90))]).2, 2);
    assert_eq!(of([("CI/CD", Some(95)), ("CI CD", Some(80)), ("Docs", Some(10))]), (State::Holds, "80 %".into(), 0));
    assert_eq!(of([("CI/CD", None), ("CI CD", Some(60)), ("ci-cd", Some(90))]).1, "60 %, 20 points short");
    assert_eq!(of([("CI/CD", None), ("CI CD", Some(90)), ("Docs", None)]).0, State::Holds);
    assert_eq!(of([("CI/CD", None), ("CI CD", None), ("Docs", Some(90))]), (State::Unknown, "it is not rated".into(), 0));
}

#[test]
fn only_blockers_as_urgent_as_the_rule_says_are_looked_at() {
    let facts = Facts { blockers: vec![(tier(2), 3), (tier(3), 1)], ..fine() };
    assert_eq!(weighed(Demand::NoOpenBlocker { tier: tier(1) }, &facts).0, State::Holds);
    assert_eq!(weighed(Demand::NoOpenBlocker { tier: tier(2) }, &facts), (State::Fails, "3 open".into(), 3));
    assert_eq!(weighed(Demand::NoOpenBlocker { tier: tier(9) }, &facts).2, 4);
}

#[test]
fn items_criteria_and_verifications_count_what_is_missing() {
    let facts = Facts { items: Count { open: 1, total: 4 }, criteria: Count::default(), ..fine() };
    assert_eq!(weighed(Demand::BlockingItemsDone, &facts), (State::Fails, "3 of 4 done".into(), 1));
    assert_eq!(weighed(Demand::CriteriaMet, &facts), (State::Holds, "there are none".into(), 0));
    assert_eq!(weighed(Demand::VerificationsFresh, &facts), (State::Holds, "2 of 2 fresh".into(), 0));
    let stale = Facts { verifications: Count { open: 2, total: 2 }, ..fine() };
    assert_eq!(weighed(Demand::VerificationsFresh, &stale), (State::Fails, "0 of 2 fresh".into(), 2));
}

#[test]
fn a_risk_whose_level_nobody_knows_leaves_the_answer_open() {
    let demand = Demand::NoUnacceptedRisk { level: Level::High };
    let of = |risks: &[(Option<Level>, u64)]| weighed(demand.clone(), &Facts { risks: risks.to_vec(), ..fine() });
    assert_eq!(of(&[(Some(Level::Medium), 5)]).0, State::Holds);
    assert_eq!(of(&[(Some(Level::Medium), 5), (None, 2)]), (State::Unknown, "2 risks have no level".into(), 0));
    assert_eq!(of(&[(Some(Level::High), 1), (Some(Level::Critical), 1), (None, 2)]), (State::Fails, "2 not accepted".into(), 2));
}

#[test]
fn a_no_outweighs_what_is_unknown_and_that_a_condition() {
    let hard = GateRule::must(Demand::BlockingItemsDone);
    let soft = GateRule { demand: Demand::CriteriaMet, otherwise: Otherwise::Conditional };
    let score = GateRule::must(Demand::MinimumOverall { percent: percent(80) });
    let all = gate(vec![hard, soft, score]);
    assert_eq!(verdict(&all, &fine()), Some(Verdict::Go));
    let soft_open = Facts { criteria: Count { open: 1, total: 3 }, ..fine() };
    assert_eq!(verdict(&all, &soft_open), Some(Verdict::Conditional));
    let unknown = Facts { overall: None, ..soft_open };
    assert_eq!(verdict(&all, &unknown), None);
    let hard_open = Facts { items: Count { open: 1, total: 4 }, ..unknown };
    assert_eq!(verdict(&all, &hard_open), Some(Verdict::NoGo));
}

#[test]
fn an_open_blocker_of_the_first_tier_caps_a_high_score() {
    let score = gate(vec![GateRule::must(Demand::MinimumOverall { percent: percent(80) })]);
    let blocked = Facts { blockers: vec![(tier(1), 1)], ..fine() };
    let outcome = score.weigh(&blocked, &Caps::default());
    assert_eq!((outcome.standing.said, outcome.verdict), (Some(Verdict::Go), Some(Verdict::NoGo)));
    assert_eq!(verdict(&score, &Facts { blockers: vec![(tier(2), 1)], ..fine() }), Some(Verdict::Go));
    let free = Caps::from([Cap::Nothing; 9]);
    assert_eq!(score.weigh(&blocked, &free).verdict, Some(Verdict::Go));
}

#[test]
fn nothing_known_and_nothing_demanded_are_no_yes() {
    assert_eq!(verdict(&gate(Vec::new()), &fine()), None);
    for gate in Gates::default().gates {
        assert_eq!(verdict(&gate, &Facts::default()), None, "{}", gate.name);
        assert_eq!(verdict(&gate, &fine()), Some(Verdict::Go), "{}", gate.name);
    }
}

proptest! {
    #[test]
    fn more_trouble_never_makes_a_better_verdict(
        score in 0_i64..=100, less in 0_i64..=100, open in 0_u64..3, more in 0_u64..3, tier_of in 1_u8..4, level in 1_u8..=5
    ) {
        let rank = |verdict| match verdict {
            Some(Verdict::NoGo) => 0,
            None => 1,
            Some(Verdict::Conditional) => 2,
            Some(Verdict::Go) => 3,
        };
        let facts = |score: i64, open: u64| Facts {
            overall: Some(share(score)),
            blockers: vec![(tier(tier_of), open)],
            items: Count { open, total: 9 },
            risks: vec![(Level::from_number(level), open)],
            ..fine()
        };
        for gate in Gates::default().gates {
            let (now, worse) = (facts(score, open), facts(score.min(less), open + more));
            prop_assert!(rank(verdict(&gate, &worse)) <= rank(verdict(&gate, &now)), "{}", gate.name);
        }
    }
}
