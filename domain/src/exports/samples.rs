//! An invented dossier for tests of whatever draws reports: words of many scripts, names as long as they may be, registers of all states
//! and one without rows.
#![allow(clippy::unwrap_used, missing_docs, reason = "made for tests, from texts that are known to be fine")]

pub(in crate::exports) mod registers;
pub(in crate::exports) mod rows;

use super::{Audit, Dossier, Goal, Past, facts_of};
use crate::assessments::{
    Assessment, AssessmentState, Audited, Category, Finding, FindingKind, Frozen, GoalAnswer, Note, Points, Rag, Rating, Registers,
    Severity, Stated, StatedScore,
};
use crate::blockers::Blocker;
use crate::changes::{Basis, Side, compare, regressions};
use crate::checklists::Item;
use crate::decisions::{Decision, Verdict};
use crate::gates::Gates;
use crate::ids::{AssessmentId, BlockerId, CategoryId, DecisionId, FindingId, ItemId, NoteId, ProjectId, RiskId};
use crate::lines::LineRange;
use crate::projects::Words;
use crate::risks::Risk;
use crate::scoring::{ScoringRule, explain, score};
use crate::{Timestamp, Version};
use rows::{at, day, id, markdown, title};
use rust_decimal::Decimal;

/// The moment at which the dossier was frozen.
#[must_use]
pub fn now() -> Timestamp {
    at("2031-05-01T12:00:00Z")
}

/// A name of 200 characters, without a place to break in its second half.
#[must_use]
pub fn long_name() -> String {
    format!("{}{}", "Überprüfung der Anlagensteuerung ".repeat(3), "Donaudampfschifffahrt".repeat(6)).chars().take(200).collect()
}

/// Everything a report can hold.
#[must_use]
pub fn sample() -> Dossier {
    let (after, rule) = (categories(false), rule());
    let registers = registers::registers();
    let words = Words::default();
    let assessment = assessment(1, "Readiness audit of the kiln – Frühjahr 2031 🔥", "2031-05-01");
    let audit = audit(assessment, after, rule);
    let project = Audited { id: ProjectId(id(1)), slug: "kiln".parse().unwrap(), name: title("Brennofen „Nordlicht“ 窯 🔥"), words };
    let (before, side) = (side(&audit, &project, true, &registers), side(&audit, &project, false, &registers));
    let changes = compare(&before, &side, &[]);
    let goals = goals(&audit, &registers, &project.words);
    Dossier {
        organisation: Some(title("Töpferei Gönül & Søn")),
        description: markdown("Burns *clay* at 1,280 °C.\n\nSee [the plan](https://example.org/plan)."),
        goals,
        past: past(&audit),
        worse: regressions(&changes, &[]),
        changes: Some(changes),
        audit: Some(audit),
        registers,
        project,
        at: now(),
    }
}

/// The same with so many findings, items, blockers and risks more, each with a name of its own.
#[must_use]
pub fn large(rows: u32) -> Dossier {
    let mut dossier = sample();
    let named = |kind: &str, number: u32| title(&format!("{kind} {number}"));
    let fresh = |kind: u128, number: u32| id((kind << 64) + u128::from(number));
    let (first, all) = (dossier.audit.clone(), &mut dossier.registers);
    let models = (all.items[1].clone(), all.blockers[0].clone(), all.risks[0].clone());
    for number in 1..=rows {
        let (item, blocker, risk) = models.clone();
        all.items.push(Item { id: ItemId(fresh(1, number)), text: named("Item", number), ..item });
        all.blockers.push(Blocker { id: BlockerId(fresh(2, number)), title: named("Blocker", number), ..blocker });
        all.risks.push(Risk { id: RiskId(fresh(3, number)), title: named("Risk", number), ..risk });
    }
    let model = first.iter().flat_map(|audit| &audit.findings).next().cloned();
    if let Some((audit, model)) = dossier.audit.as_mut().zip(model) {
        let more = (1..=rows).map(|number| Finding { id: FindingId(fresh(4, number)), title: named("Finding", number), ..model.clone() });
        audit.findings.extend(more);
    }
    dossier
}

/// A project of which nothing is known but its name.
#[must_use]
pub fn empty() -> Dossier {
    let words = Words::default();
    let project = Audited { id: ProjectId(id(1)), slug: "blank".parse().unwrap(), name: title("Blank"), words };
    Dossier {
        organisation: None,
        project,
        description: crate::text::Markdown::default(),
        audit: None,
        registers: Registers::default(),
        goals: Vec::new(),
        past: Vec::new(),
        changes: None,
        worse: Vec::new(),
        at: now(),
    }
}

/// An audit that is frozen, with its score.
#[must_use]
pub fn audit(assessment: Assessment, categories: Vec<Category>, rule: ScoringRule) -> Audit {
    let score = score(&categories, &rule);
    let difference = assessment.stated.overall.as_ref().and_then(|stated| explain(stated, &categories, &score, &rule));
    let frozen = Frozen { at: now(), by: None, by_name: title("Zoë Ångström") };
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned();
    let note = Note {
        id: NoteId(id(900)),
        position: 0,
        text: markdown("> Passage that is in no record.\n\n```\nmake audit\n```"),
        lines: Some(LineRange::new(3, 9)),
    };
    let findings = findings(&categories);
    Audit { assessment, rule, score, difference, categories, findings, notes: vec![note], seal: Some((frozen, digest)) }
}

fn rule() -> ScoringRule {
    ScoringRule { version: 3, target: Some(Decimal::from(90)), ..ScoringRule::default() }
}

fn assessment(number: u128, name: &str, date: &str) -> Assessment {
    let overall = StatedScore::new(Decimal::new(625, 1), Decimal::ONE_HUNDRED);
    Assessment {
        id: AssessmentId(id(number)),
        project: ProjectId(id(1)),
        title: title(name),
        date: date.parse().ok(),
        state: AssessmentState::Final,
        stated: Stated {
            overall: Some(overall),
            previous: Some(StatedScore { high: Some(Decimal::from(60)), ..StatedScore::new(Decimal::from(55), Decimal::ONE_HUNDRED) }),
            decision: Some("CONDITIONAL GO ✅".into()),
            status: Some("Nearly there".into()),
            per_goal: vec![GoalAnswer { goal: "pilot".into(), answer: "YES".into() }],
        },
        source: None,
        supersedes: None,
        template: None,
        rule: None,
        author: crate::ids::UserId(id(7)),
        created_at: now(),
        version: Version::FIRST,
    }
}

/// The categories of this audit, or of the one before.
#[must_use]
pub fn categories(before: bool) -> Vec<Category> {
    let percent = |value: i64| Rating::Points(Points::new(value.into(), Decimal::ONE_HUNDRED).unwrap());
    let reason = "There is no public network".to_owned();
    let long = long_name();
    let all = [
        ("Security 安全", Some(30), percent(if before { 80 } else { 65 })),
        ("Operations", Some(25), Rating::Level { reached: 3, of: 5 }),
        ("Documentation", Some(20), Rating::Rag { colour: if before { Rag::Red } else { Rag::Yellow } }),
        ("Überwachung", Some(15), Rating::Letter { letter: "B+".into() }),
        ("Network", Some(5), Rating::NotApplicable { reason }),
        ("Recovery", None, Rating::NotRated),
        (long.as_str(), Some(5), percent(100)),
    ];
    let rows = all.into_iter().zip(0_u8..).map(|((name, weight, rating), position)| Category {
        id: CategoryId(id(if before { 150 } else { 100 } + u128::from(position))),
        position: position.into(),
        name: title(name),
        weight: weight.map(|weight: i64| Decimal::from(weight).try_into().unwrap()),
        rating,
        status: (position == 1).then(|| "in progress".to_owned()),
        notes: if position == 0 { markdown("Keys are **rotated**.\n\n# A heading of the author\n\n- one\n- two") } else { markdown("") },
        lines: None,
        version: Version::FIRST,
    });
    rows.collect()
}

fn findings(categories: &[Category]) -> Vec<Finding> {
    let base = |number: u8, kind, name: &str| Finding {
        id: FindingId(id(200 + u128::from(number))),
        category: categories.get(usize::from(number % 4)).map(|category| category.id).filter(|_| number != 5),
        position: number.into(),
        kind,
        title: title(name),
        severity: None,
        location: None,
        current: None,
        required: None,
        impact: None,
        recommendation: None,
        body: markdown(""),
        lines: Some(LineRange::line(20 + u32::from(number))),
        version: Version::FIRST,
    };
    let full = Finding {
        severity: Some(Severity::Critical),
        location: Some("src/`valve`.rs:12".into()),
        current: Some("Opens at any temperature".into()),
        required: Some("Stays shut above 60 °C".into()),
        impact: Some("Burns".into()),
        recommendation: Some("Add an interlock".into()),
        body: markdown("| Run | Result |\n|-----|-------:|\n| 1 | 61 °C |\n| 2 | 64 °C |\n\n1. first\n   - nested\n2. second"),
        ..base(0, FindingKind::Gap, "Valve opens while hot")
    };
    vec![
        full,
        base(1, FindingKind::Strength, "Runbooks are rehearsed"),
        Finding { severity: Some(Severity::Low), ..base(2, FindingKind::Gap, &format!("Manual {}", long_name())) },
        base(3, FindingKind::Gap, "アラームが鳴らない"),
        base(4, FindingKind::Strength, "Keys are kept in a vault 🔑"),
        base(5, FindingKind::Gap, "Nobody owns the whole"),
    ]
}

fn side(audit: &Audit, project: &Audited, before: bool, registers: &Registers) -> Side {
    let changed = if before { registers::before(registers) } else { registers.clone() };
    let mut findings = audit.findings.clone();
    if before {
        findings.truncate(4);
        let places: Vec<_> = audit.categories.iter().map(|category| category.id).collect();
        for finding in &mut findings {
            let place = places.iter().position(|id| finding.category == Some(*id));
            finding.category = place.and_then(|place| categories(true).get(place).map(|category| category.id));
        }
    }
    Side {
        id: AssessmentId(id(if before { 2 } else { 1 })),
        title: if before { title("Audit of winter") } else { audit.assessment.title.clone() },
        date: if before { "2031-01".parse().ok() } else { audit.assessment.date },
        basis: Basis::Frozen,
        at: now(),
        rule: audit.rule.clone(),
        words: project.words.clone(),
        stated: audit.assessment.stated.clone(),
        categories: categories(before),
        findings,
        registers: changed,
    }
}

/// The usual goals, weighed; the first one signed over its gate.
#[must_use]
pub fn goals(audit: &Audit, registers: &Registers, words: &Words) -> Vec<Goal> {
    let facts = facts_of(audit, registers, words, now());
    let gates = Gates::default().gates.into_iter().enumerate();
    let goals = gates.map(|(place, gate)| {
        let outcome = gate.weigh(&facts, &audit.rule.caps);
        let signed = (place < 2).then(|| {
            let decision = Decision {
                id: DecisionId(id(800)),
                project: ProjectId(id(1)),
                goal: gate.goal.clone(),
                goal_name: gate.name.clone(),
                verdict: if place == 0 { Verdict::Go } else { Verdict::NoGo },
                computed: outcome.verdict,
                reason: markdown("The demo runs **cold**, so the valve stays shut."),
                at: now(),
                by: None,
                by_name: title("Jürgen Groß"),
                gates_version: 1,
                facts: None,
                sha256: "ab".repeat(32),
            };
            (decision, place == 0)
        });
        Goal { name: gate.name, verdict: outcome.verdict, rules: outcome.rules, standing: outcome.standing, signed }
    });
    goals.collect()
}

fn past(audit: &Audit) -> Vec<Past> {
    let past = |name: &str, date: &str, score, stated| Past {
        title: title(name),
        date: date.to_owned(),
        day: day(&format!("{date}-01")[..10]).days_since(day("1970-01-01")),
        score,
        stated,
    };
    let overall = audit.score.overall.as_ref().map_or(0, crate::scoring::Share::basis_points);
    vec![
        past("First look", "2030-06-11", 4_100, true),
        past("Audit of autumn", "2030-10", 5_525, false),
        past("Audit of winter", "2031-01", 5_947, false),
        past(audit.assessment.title.as_str(), "2031-05-01", overall, false),
    ]
}
