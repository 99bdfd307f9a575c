//! Readings made up, with whatever text would be taken for something else.

use crate::kept::{blocker_kept, day, rating, risk_kept};
use domain::exchange::{ActionKept, CategoryKept, CriterionKept, ItemKept, VerificationKept};
use domain::exchange::{
    ActionReading, BlockerReading, BlockerReadingState, CategoryReading, ChecklistReading, Confidence, CriterionReading, FindingKind,
    FindingReading, GoalDecision, ItemReading, LineRange, Met, MetricReading, MetricTarget, Note, NoteKind, Reading, RiskReading, Stated,
    StatedDate, StatedScore, VerificationReading,
};
use domain::metrics::{Direction, Threshold};
use proptest::array::{uniform2, uniform3, uniform4, uniform8};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use rust_decimal::Decimal;

pub(crate) const SURE: Confidence = Confidence::STATED;

pub(crate) fn here() -> LineRange {
    LineRange::line(1)
}

/// Text that could be taken for a mark, for structure, or cut off.
pub(crate) fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z_]{1,6}( [A-Z][a-z]{0,5}){0,3}",
        2 => "(\\PC|[ |*_`~<>&#\\\\\\[\\]():.-]){0,12}",
        1 => "( |\n|\r|\t|\u{1}|<br>|&#32;|&amp;|\\\\|\\||[a-z]){0,8}",
        1 => prop::sample::select(vec![
            "", " ", "#", "1. one", "Gap: x", "Open: x", "*Without a category*", "*Without a tier*", "*Without a heading*",
            "*Without a claim*", "<!-- empty -->", "<!-- computed -->", "- **Owner:** x", "**Blocking:** x", "x <!-- computed -->", "–",
            "7/10", "71 %", "n/a", "🚢 船 é", "C:\\Users\\kim", "src/snake_case/a.rs:12", "(“x”)", "a (“b”)", "---", "| a | b |", "null",
        ]).prop_map(str::to_owned),
    ]
}

/// Markdown as people write it, and Markdown that looks like a report.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => words().prop_map(|text| text.replace('\r', "\n")),
        2 => vec(line(), 0..5).prop_map(|lines| lines.join("\n")),
        1 => "[a-z]{1,8} [*_`a-z|]{0,20}",
        1 => Just("a sentence that is far too long to stand in a table beside other cells, and so it has to stand below".to_owned()),
    ]
}

/// A line of a report, or of anything else.
pub(crate) fn line() -> impl Strategy<Value = String> {
    let known = [
        "---",
        "format: holdpoint.report/1",
        "# Title",
        "## Findings",
        "## Blockers",
        "## Risks",
        "## Scores",
        "## Checklists",
        "## Notes",
        "## Plan",
        "## Verifications",
        "## Metrics",
        "## Acceptance criteria",
        "## Verdict per goal",
        "## Other",
        "### Group",
        "### *Without a category*",
        "### 1. One",
        "#### Gap: One",
        "#### Open: Two",
        "#### 1. Three",
        "##### deep",
        "- **Gap:** x",
        "- **Open:** x",
        "- **Severity:** high",
        "- **Current:** `a` **b**",
        "- **Current:**",
        "- **Mitigation:**",
        "- **Owner:** Kim",
        "  - **Owner:** Kim",
        "  > quoted",
        "> quoted",
        ">",
        "  - **Detail:** x",
        "- [ ] task",
        "- [x] **Blocking:** task",
        "| # | Risk | Level |",
        "| --: | --- | --- |",
        "| 1 | Ice | High |",
        "| 2 | a |",
        "| # | Category | Weight | Rating |",
        "| --: | --- | --: | --: |",
        "| 1 | Hull | 20 % | 7/10 |",
        "| Focus |",
        "| --- |",
        "| Metric | Value |",
        "```",
        "```sh",
        "~~~",
        "make check",
        "- **Date:** 2031-02-07",
        "- **Overall score:** 7/10",
        "- **Other score:** 7/0",
        "- a <!-- computed -->",
        "",
        "plain text",
        "    code",
        "- **Expected:** ok",
        "- **Date:** soon",
        "- **Verdict:** GO",
        "| | |",
        "|",
        "#",
        "## ",
        "### ",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,20}"]
}

fn number() -> impl Strategy<Value = Decimal> {
    (-100_000_i64..100_000, 0..4_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn stated() -> impl Strategy<Value = Stated> {
    words().prop_map(|text| Stated { text, lines: here(), confidence: SURE })
}

fn date() -> impl Strategy<Value = StatedDate> {
    (1900..2100_i32, 1..13_u32, of(1..29_u32), of(words())).prop_map(|(year, month, day, as_written)| {
        let text = day.map_or_else(|| format!("{year:04}-{month:02}"), |day| format!("{year:04}-{month:02}-{day:02}"));
        let date = text.parse().unwrap();
        StatedDate { date, as_written: as_written.unwrap_or(text), lines: here(), confidence: SURE }
    })
}

fn score() -> impl Strategy<Value = StatedScore> {
    (number(), (1..1000_i64, 0..3_u32), of(number()), of(words()), 0..4_u8).prop_map(|(value, (digits, scale), value_high, words, form)| {
        let max = Decimal::new(digits, scale);
        let own = match form {
            0 => format!("{value}/{max}"),
            1 => format!("{value} of {max}"),
            2 => format!("{value} %"),
            _ => value.to_string(),
        };
        StatedScore { value, max, value_high, as_written: words.unwrap_or(own), lines: here(), confidence: SURE }
    })
}

fn goal() -> impl Strategy<Value = GoalDecision> {
    (uniform2(words()), of(text())).prop_map(|([goal, answer], reason)| GoalDecision {
        goal,
        answer,
        reason,
        lines: here(),
        confidence: SURE,
    })
}

fn category() -> impl Strategy<Value = CategoryReading> {
    (words(), uniform3(of(number())), uniform2(of(number())), of(words()), of(text()), of(rating())).prop_map(
        |(name, [value, max, weight], [previous, target], status, notes, rating)| CategoryReading {
            kept: CategoryKept { rating },
            name,
            value,
            max,
            weight,
            status,
            notes,
            previous,
            target,
            lines: here(),
            confidence: SURE,
        },
    )
}

fn finding() -> impl Strategy<Value = FindingReading> {
    let kind = prop_oneof![Just(FindingKind::Strength), Just(FindingKind::Gap)];
    let all = (of(prop_oneof![Just("Hull".to_owned()), words()]), words(), kind, uniform2(of(words())), uniform4(of(text())), of(text()));
    let bare = prop::bool::weighted(0.4);
    (all, bare).prop_map(|((category, title, kind, [severity, location], [current, required, impact, recommendation], body), bare)| {
        let nothing = FindingReading {
            category,
            title,
            severity: None,
            kind,
            location: None,
            current: None,
            required: None,
            impact: None,
            recommendation: None,
            body: None,
            lines: here(),
            confidence: SURE,
        };
        if bare { nothing } else { FindingReading { severity, location, current, required, impact, recommendation, body, ..nothing } }
    })
}

fn blocker() -> impl Strategy<Value = BlockerReading> {
    let state = prop_oneof![Just(BlockerReadingState::Open), Just(BlockerReadingState::Resolved)];
    (words(), of(prop_oneof![Just("Tier 1".to_owned()), words()]), uniform3(of(text())), uniform2(of(words())), state, blocker_kept())
        .prop_map(|(title, tier, [current, required, body], [location, owner], state, kept)| BlockerReading {
            kept,
            title,
            tier,
            current,
            required,
            location,
            owner,
            body,
            state,
            lines: here(),
            confidence: SURE,
        })
}

fn risk() -> impl Strategy<Value = RiskReading> {
    (words(), uniform8(of(words())), uniform2(of(text())), risk_kept()).prop_map(
        |(title, [level, likelihood, impact, previous, target, status, response, owner], [mitigation, description], kept)| RiskReading {
            kept,
            title,
            level,
            likelihood,
            impact,
            previous,
            target,
            status,
            mitigation,
            response,
            owner,
            description,
            lines: here(),
            confidence: SURE,
        },
    )
}

fn checklist() -> impl Strategy<Value = ChecklistReading> {
    let item = (words(), any::<bool>(), any::<bool>(), of(words()), of(text()), (of(day()), of(words()), any::<bool>())).prop_map(
        |(text, done, blocking, owner, detail, (due, not_applicable, needs_verification))| ItemReading {
            kept: ItemKept { due, not_applicable, needs_verification },
            text,
            done,
            blocking,
            owner,
            detail,
            confidence: None,
            lines: here(),
        },
    );
    (words(), vec(item, 0..4)).prop_map(|(title, items)| ChecklistReading { title, items, lines: here(), confidence: SURE })
}

fn criterion() -> impl Strategy<Value = CriterionReading> {
    let met = of(prop_oneof![Just(Met::Met), Just(Met::Partly), Just(Met::NotMet)]);
    (uniform2(words()), met, of(text()), of(words())).prop_map(|([letter, text], met, remark, owner)| CriterionReading {
        kept: CriterionKept { owner },
        letter,
        text,
        met,
        remark,
        lines: here(),
        confidence: SURE,
    })
}

fn action() -> impl Strategy<Value = ActionReading> {
    let kept = (of(day()), of(words()), any::<bool>()).prop_map(|(date, owner, done)| ActionKept { date, owner, done });
    (of(words()), words(), of(text()), of(prop_oneof![Just("Week 1".to_owned()), words()]), kept).prop_map(
        |(when, focus, deliverables, group, kept)| ActionReading {
            kept,
            when,
            focus,
            deliverables,
            group,
            lines: here(),
            confidence: SURE,
        },
    )
}

fn verification() -> impl Strategy<Value = VerificationReading> {
    (text(), of(text()), of(words()), of(1..3650_u16)).prop_map(|(command, expected, claim, days)| VerificationReading {
        kept: VerificationKept { valid_days: days.map(|days| days.try_into().unwrap()) },
        command,
        expected,
        claim,
        lines: here(),
        confidence: SURE,
    })
}

fn metric() -> impl Strategy<Value = MetricReading> {
    let target = prop_oneof![
        number().prop_map(|value| MetricTarget::Bound(Threshold::AtLeast(value))),
        number().prop_map(|value| MetricTarget::Bound(Threshold::AtMost(value))),
        number().prop_map(MetricTarget::Exactly),
    ];
    let direction = prop::sample::select(Direction::ALL.to_vec());
    (uniform2(words()), number(), of(words()), of(number()), of(target), direction).prop_map(
        |([name, as_written], value, unit, previous, target, direction)| MetricReading {
            name,
            value,
            unit,
            previous,
            target,
            direction,
            as_written,
            lines: here(),
            confidence: SURE,
        },
    )
}

fn note() -> impl Strategy<Value = Note> {
    (of(words()), text()).prop_map(|(heading, text)| Note { kind: NoteKind::Text, heading, text, lines: here() })
}

/// A whole reading.
pub(crate) fn reading() -> impl Strategy<Value = Reading> {
    let head = (of(stated()), of(date()), of(score()), of(score()), vec(score(), 0..3), of(stated()), of(stated()), vec(stated(), 0..3));
    let rows = (vec(goal(), 0..3), vec(category(), 0..4), vec(finding(), 0..5), vec(blocker(), 0..4), vec(risk(), 0..4));
    let lists = (
        vec(checklist(), 0..3),
        vec(criterion(), 0..3),
        vec(action(), 0..4),
        vec(verification(), 0..3),
        vec(metric(), 0..3),
        vec(note(), 0..4),
    );
    (head, rows, lists).prop_map(|(head, rows, lists)| {
        let (title, date, overall, previous_overall, other_overalls, status, decision, decision_alternatives) = head;
        let (goal_decisions, categories, findings, blockers, risks) = rows;
        let (checklists, criteria, actions, verifications, metrics, notes) = lists;
        Reading {
            title,
            date,
            overall,
            previous_overall,
            other_overalls,
            status,
            decision,
            decision_alternatives,
            goal_decisions,
            categories,
            findings,
            blockers,
            risks,
            checklists,
            criteria,
            actions,
            verifications,
            metrics,
            notes,
        }
    })
}
