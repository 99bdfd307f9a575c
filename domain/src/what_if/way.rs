//! The shortest way through a gate.

use super::{Base, Deed, Work};
use crate::assessments::{Category, Points, Rating};
use crate::decisions::Verdict;
use crate::gates::{Demand, Gate, Otherwise, Percent, State};
use crate::scoring::{Cap, Move, Share, missing, score};
use crate::text::Slug;
use rust_decimal::{Decimal, RoundingStrategy};

/// One step of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub work: Work,
    /// The rules that hold from here on, in words; none where others have to follow first.
    pub opens: Vec<String>,
    /// How the overall score moves; `None` where it does not.
    pub moves: Option<Move>,
    /// The verdict after this step and all before it; `None` where it cannot be told.
    pub verdict: Option<Verdict>,
}

/// The way to a yes with the fewest steps that open work allows; it stops short where open work is not enough, such as for a rule about
/// which nothing is known.
///
/// A rule about rows needs all of its rows, so there is nothing to choose among those: what stops comes before what makes conditions, and
/// a rule that few rows keep from holding before one that many do. Scores leave a choice: the category that can bring most goes first,
/// and the last one rises only as far as it has to.
#[must_use]
pub fn way(base: &Base<'_>, gate: &Gate, open: &[Work]) -> Vec<Step> {
    let mut chosen: Vec<Work> = Vec::new();
    for work in rows(base, gate, open).into_iter().chain(ratings(base, gate)) {
        // A later demand on the same category is the higher one.
        if let Some(known) = chosen.iter_mut().find(|known| known.deed.is_same_row(&work.deed)) {
            if let (Deed::Rate(_, before), Deed::Rate(_, now)) = (known.deed, work.deed)
                && now > before
            {
                *known = work;
            }
            continue;
        }
        chosen.push(work);
    }
    told(base, gate, chosen)
}

fn told(base: &Base<'_>, gate: &Gate, chosen: Vec<Work>) -> Vec<Step> {
    let mut deeds: Vec<Deed> = Vec::new();
    let mut before = base.with(&deeds);
    let mut outcome = gate.weigh(&before, base.caps);
    let mut steps = Vec::new();
    for work in chosen {
        if outcome.verdict == Some(Verdict::Go) {
            break;
        }
        deeds.push(work.deed);
        let facts = base.with(&deeds);
        let after = gate.weigh(&facts, base.caps);
        let pairs = outcome.rules.iter().zip(&after.rules);
        let opened = pairs.filter(|(was, is)| was.state != State::Holds && is.state == State::Holds);
        let opens = opened.map(|(_, is)| is.rule.demand.to_string()).collect();
        let moves = match (&before.overall, &facts.overall) {
            (Some(was), Some(is)) if was != is => Some(is.moved_from(was)),
            _ => None,
        };
        steps.push(Step { work, opens, moves, verdict: after.verdict });
        (before, outcome) = (facts, after);
    }
    steps
}

/// The rows that rules and caps ask for, those of the rule that is opened first in front.
fn rows(base: &Base<'_>, gate: &Gate, open: &[Work]) -> Vec<Work> {
    let outcome = gate.weigh(base.facts, base.caps);
    let mut asked: Vec<(bool, Vec<&Work>)> = Vec::new();
    for row in outcome.rules.iter().filter(|row| row.state != State::Holds) {
        let of = open.iter().filter(|work| asks(&row.rule.demand, &work.deed)).collect();
        asked.push((row.rule.otherwise == Otherwise::Conditional, of));
    }
    for (cap, soft) in [(Cap::NoGo, false), (Cap::Conditional, true)] {
        let capping = |work: &&Work| matches!(work.deed, Deed::Resolve(_, tier) if base.caps.of(tier) == cap);
        asked.push((soft, open.iter().filter(capping).collect()));
    }
    asked.sort_by_key(|(soft, of)| (*soft, of.len()));
    asked.into_iter().flat_map(|(_, of)| of).cloned().collect()
}

/// Whether a rule that does not hold asks for this.
fn asks(demand: &Demand, deed: &Deed) -> bool {
    match (demand, deed) {
        (Demand::NoOpenBlocker { tier }, Deed::Resolve(_, of)) => of <= tier,
        (Demand::NoUnacceptedRisk { level }, Deed::Settle(_, of)) => of.is_none_or(|of| of >= *level),
        (Demand::BlockingItemsDone, Deed::Tick(_)) | (Demand::CriteriaMet, Deed::Meet(_)) | (Demand::VerificationsFresh, Deed::Pass(_)) => {
            true
        }
        _ => false,
    }
}

/// The categories that have to rise, and how far.
fn ratings(base: &Base<'_>, gate: &Gate) -> Vec<Work> {
    let mut rows = base.categories.to_vec();
    let mut found = Vec::new();
    for rule in &gate.rules {
        if let Demand::MinimumPerCategory { percent, category } = &rule.demand {
            let shares: Vec<_> = score(&rows, base.rule).rows.into_iter().map(|row| row.share).collect();
            let Some(least) = share(*percent) else { continue };
            for (at, earned) in shares.into_iter().enumerate() {
                let meant = rows.get(at).is_some_and(|row| match category {
                    Some(key) => Slug::suggest(row.name.as_str()).as_ref() == Some(key),
                    None => earned.is_some(),
                });
                if meant && earned.is_none_or(|earned| earned < least) {
                    found.extend(raise(&mut rows, at, *percent));
                }
            }
        }
    }
    let overall = gate.rules.iter().filter_map(|rule| match rule.demand {
        Demand::MinimumOverall { percent } => Some(percent),
        _ => None,
    });
    let Some(target) = overall.max().and_then(share) else { return found };
    // Each turn raises one category, at most each once.
    for _ in 0..rows.len() {
        let now = score(&rows, base.rule);
        if now.overall.as_ref().is_none_or(|overall| *overall >= target) {
            break;
        }
        let needed = missing(&rows, &now, &target).needed;
        let rated = now.rows.iter().zip(needed).enumerate().filter_map(|(at, (row, needed))| Some((at, row.share.clone()?, needed)));
        let rated: Vec<(usize, Share, Option<Share>)> = rated.filter(|(_, earned, _)| *earned < Share::whole()).collect();
        // One that is enough alone, with the smallest rise; else the one that brings most, all the way up.
        let alone = rated.iter().filter_map(|(at, earned, needed)| Some((*at, needed.clone()?, needed.as_ref()?.moved_from(earned).by)));
        let next = match alone.min_by(|one, two| one.2.cmp(&two.2)) {
            Some((at, to, _)) => up(&to).map(|to| (at, to)),
            None => rated
                .iter()
                .filter_map(|(at, ..)| Some((*at, gained(base, &rows, *at)?)))
                .max_by(|one, two| one.1.cmp(&two.1))
                .and_then(|(at, _)| Some((at, up(&Share::whole())?))),
        };
        let Some(work) = next.and_then(|(at, to)| raise(&mut rows, at, to)) else { break };
        found.push(work);
    }
    found
}

/// The overall score if one category had everything.
fn gained(base: &Base<'_>, rows: &[Category], at: usize) -> Option<Share> {
    let mut tried = rows.to_vec();
    raise(&mut tried, at, up(&Share::whole())?)?;
    score(&tried, base.rule).overall
}

/// Rates a category anew.
fn raise(rows: &mut [Category], at: usize, to: Percent) -> Option<Work> {
    let row = rows.get_mut(at)?;
    row.rating = Rating::Points(Points::new(to.amount(), Decimal::ONE_HUNDRED).ok()?);
    Some(Work { deed: Deed::Rate(row.id, to), title: row.name.clone() })
}

fn share(percent: Percent) -> Option<Share> {
    Share::of(percent.amount(), Decimal::ONE_HUNDRED)
}

/// The least percentage with one decimal place that is not below a share.
fn up(share: &Share) -> Option<Percent> {
    let near = share.percent(1);
    let below = Share::of(near, Decimal::ONE_HUNDRED).is_none_or(|near| near < *share);
    let exact = if below { near + Decimal::new(1, 1) } else { near };
    Percent::try_from(exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blockers::Tier;
    use crate::gates::{CategoryFact, Count, Facts, GateRule, Gates};
    use crate::ids::{BlockerId, CategoryId, ItemId};
    use crate::scoring::{Caps, ScoringRule};
    use crate::text::Markdown;
    use crate::{Version, assessments::Weight};
    use proptest::prelude::*;
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

    /// Facts of these categories, with so many blockers of tiers 1 and 2 and so many blocking items open.
    fn facts(categories: &[Category], blockers: [u64; 2], items: u64) -> Facts {
        let scored = score(categories, &ScoringRule::default());
        let rows = categories.iter().zip(scored.rows);
        Facts {
            overall: scored.overall,
            categories: rows.map(|(row, earned)| CategoryFact { id: row.id, name: row.name.clone(), share: earned.share }).collect(),
            blockers: vec![(Tier::FIRST, blockers[0]), (Tier::try_from(2).unwrap(), blockers[1])],
            items: Count { open: items, total: items + 3 },
            known: true,
            ..Facts::default()
        }
    }

    fn open(blockers: [u64; 2], items: u64) -> Vec<Work> {
        let title = |text: String| text.parse().unwrap();
        let mut work = Vec::new();
        for (tier, count) in (1_u8..).zip(blockers) {
            for number in 0..count {
                let id = BlockerId(Uuid::from_u128(u128::from(tier) * 1000 + u128::from(number)));
                work.push(Work {
                    deed: Deed::Resolve(id, Tier::try_from(tier).unwrap()),
                    title: title(format!("Blocker {tier}.{number}")),
                });
            }
        }
        for number in 0..items {
            work.push(Work {
                deed: Deed::Tick(ItemId(Uuid::from_u128(9000 + u128::from(number)))),
                title: title(format!("Item {number}")),
            });
        }
        work
    }

    fn steps(categories: &[Category], blockers: [u64; 2], items: u64, gate: &Gate) -> Vec<Step> {
        let (facts, rule, caps) = (facts(categories, blockers, items), ScoringRule::default(), Caps::default());
        way(&Base { facts: &facts, categories, rule: &rule, caps: &caps }, gate, &open(blockers, items))
    }

    fn gate(demands: Vec<Demand>) -> Gate {
        let rules = demands.into_iter().map(GateRule::must).collect();
        Gate { goal: "beta".parse().unwrap(), name: "Beta".parse().unwrap(), target: None, rules }
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
        let way = steps(&[category(1, 1, 90)], [1, 4], 2, &gate);
        assert_eq!(titles(&way), ["Blocker 1.0", "Item 0", "Item 1"]);
        assert_eq!(way[0].opens, ["no open blocker of tier 1"]);
        assert!(way[1].opens.is_empty() && way[1].verdict == Some(Verdict::NoGo));
        assert_eq!(way[2].verdict, Some(Verdict::Go));
    }

    #[test]
    fn one_category_that_is_enough_alone_is_raised_only_as_far_as_it_has_to() {
        let gate = gate(vec![Demand::MinimumOverall { percent: percent(80) }]);
        let rows = [category(1, 50, 60), category(2, 30, 80), category(3, 20, 90)];
        let way = steps(&rows, [0, 0], 0, &gate);
        assert_eq!(titles(&way), ["Area 1"]);
        assert!(matches!(way[0].work.deed, Deed::Rate(_, to) if to == percent(76)), "{:?}", way[0].work.deed);
        assert_eq!(way[0].moves.as_ref().unwrap().points(2), "+8");
    }

    #[test]
    fn where_none_is_enough_alone_the_one_that_brings_most_goes_first() {
        let gate = gate(vec![Demand::MinimumOverall { percent: percent(95) }]);
        let rows = [category(1, 20, 50), category(2, 60, 80), category(3, 20, 70)];
        let way = steps(&rows, [0, 0], 0, &gate);
        assert_eq!(titles(&way), ["Area 2", "Area 1", "Area 3"]);
        assert_eq!(way.last().unwrap().verdict, Some(Verdict::Go));
        assert!(matches!(way[2].work.deed, Deed::Rate(_, to) if to == percent(75)), "{:?}", way[2].work.deed);
    }

    #[test]
    fn a_gate_that_is_open_asks_for_nothing_and_one_that_cannot_be_told_stops_short() {
        let open = gate(vec![Demand::MinimumOverall { percent: percent(50) }]);
        assert_eq!(steps(&[category(1, 1, 90)], [0, 3], 2, &open), []);
        let unknown = gate(vec![Demand::MinimumOverall { percent: percent(50) }, Demand::BlockingItemsDone]);
        let way = steps(&[], [0, 0], 1, &unknown);
        assert_eq!((titles(&way), way[0].verdict), (vec!["Item 0"], None));
    }

    proptest! {
        #[test]
        fn every_gate_about_known_rows_opens_at_the_end_of_its_way(
            shares in prop::collection::vec((1_i64..=50, 0_i64..=100), 1..6), one in 0_u64..3, two in 0_u64..3, items in 0_u64..4
        ) {
            let rows: Vec<Category> = (1..).zip(&shares).map(|(number, (weight, percent))| category(number, *weight, *percent)).collect();
            for gate in Gates::default().gates {
                let way = steps(&rows, [one, two], items, &gate);
                let (facts, rule, caps) = (facts(&rows, [one, two], items), ScoringRule::default(), Caps::default());
                let base = Base { facts: &facts, categories: &rows, rule: &rule, caps: &caps };
                let last = way.last().map_or_else(|| base.outcome(&gate, &[]).verdict, |step| step.verdict);
                prop_assert_eq!(last, Some(Verdict::Go), "{}: {:?}", gate.name, way);
                // Whatever is done twice counts once.
                let deeds: Vec<Deed> = way.iter().map(|step| step.work.deed).collect();
                let twice: Vec<Deed> = deeds.iter().chain(&deeds).copied().collect();
                prop_assert_eq!(base.with(&deeds), base.with(&twice));
            }
        }
    }
}
