//! Reading whole reports: what is understood of invented ones, and what holds for any text.
#![cfg(feature = "markdown")]

mod support;

use domain::exchange::{BlockerReadingState, FindingKind, LineRange, Met, NoteKind, Reading, decode, json, read, text};
use proptest::prelude::*;
use rust_decimal::Decimal;
use support::ranges;

const WEIGHTED: &str = include_str!("fixtures/weighted_scores.md");
const COLOURS: &str = include_str!("fixtures/colours_and_criteria.md");
const HEADINGS: &str = include_str!("fixtures/headings_and_lists.md");

fn points(value: Option<Decimal>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// Lines of a report that its reading does not have.
fn lost(source: &str) -> Vec<u32> {
    support::lost(&read(source), source)
}

#[test]
fn title_date_scores_and_verdict_are_read_from_the_head() {
    let reading = read(WEIGHTED);
    assert_eq!(reading.title.unwrap().text, "⚓ Tidewater Booking: readiness for launch");
    assert_eq!(String::from(reading.date.unwrap().date), "2031-02-07");
    let overall = reading.overall.unwrap();
    assert_eq!((overall.value, overall.max, overall.lines), (71.into(), 100.into(), LineRange::line(7)));
    assert_eq!(reading.previous_overall.unwrap().value, 62.into());
    assert_eq!(reading.other_overalls[0].value, "71.4".parse().unwrap());
    assert_eq!(reading.decision.unwrap().text, "NOT READY for launch");
    assert_eq!(reading.decision_alternatives[0].text, "HOLD");
}

#[test]
fn rows_of_the_score_table_become_categories_with_the_weights_of_the_sentence_below() {
    let reading = read(WEIGHTED);
    let rows: Vec<_> = reading.categories.iter().map(|c| (c.name.as_str(), points(c.value), points(c.weight), c.lines.first)).collect();
    assert_eq!(
        rows,
        [
            ("Ticketing & Seats", Some("82".into()), Some("50".into()), 14),
            ("Payments", Some("64".into()), Some("30".into()), 15),
            ("Crew rota", None, None, 16),
            ("Harbour radio", Some("75".into()), Some("20".into()), 23),
        ]
    );
    assert_eq!(reading.categories[1].status.as_deref(), Some("⚠️ Partial"));
    assert_eq!(reading.categories[1].notes.as_deref(), Some("refunds are done by hand"));
}

#[test]
fn a_score_table_may_count_its_rows_and_take_points_off_below_a_subtotal() {
    let source = "# Ferry audit\n\n| Phase | Subject | Score | Share of all |\n|---|---|---|---|\n| 1 | Hull | 8/10 | 60% |\n| 2 | Engine | 6/10 | 40% |\n\
        | **Subtotal** | | | **75/100** |\n| Known defects | | | -3 |\n| **Total** | | | **100%** 72/100 |\n";
    let reading = read(source);
    assert_eq!(reading.categories.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Hull", "Engine"]);
    assert_eq!(reading.overall.unwrap().value, 72.into());
}

#[test]
fn a_heading_with_a_number_is_an_entry_even_if_it_has_the_words_of_its_section() {
    let source = "# Ferry audit\n\n## Critical issues\n\n### 1. Critical issue with the bilge pump\n- it stops\n\n### Critical #2: missing flares\n- none on board\n\n\
        ## Critical risks: none\n- no fire\n\n## Next steps\n- Buy flares\n";
    let reading = read(source);
    let titles: Vec<_> = reading.blockers.iter().map(|b| b.title.as_str()).collect();
    assert_eq!(titles, ["Critical issue with the bilge pump", "Critical #2: missing flares"]);
    assert!(reading.risks.is_empty());
    assert_eq!((reading.actions[0].when.as_deref(), reading.actions[0].focus.as_str()), (None, "Buy flares"));
}

#[test]
fn counts_and_scores_of_parts_are_not_the_score_of_the_whole() {
    for line in ["**Total:** 0/10 passed", "Operational readiness score: 92/100", "Target score: 90/100", "Overall score: 12/10"] {
        assert_eq!(read(&format!("# Audit\n\n{line}\n")).overall, None, "{line}");
    }
    for (line, value) in [
        ("Production readiness: 78%", "78"),
        ("The system has an overall readiness score of **87%** today.", "87"),
        ("Final score: 6.5/10 (fair)", "6.5"),
    ] {
        assert_eq!(points(read(&format!("# Audit\n\n{line}\n")).overall.map(|score| score.value)).as_deref(), Some(value), "{line}");
    }
}

#[test]
fn the_score_of_the_time_before_is_found_in_the_usual_places() {
    for before in
        ["Overall score: 7/10 (was 5/10)", "Overall score: 7/10\nPrevious score: 5/10", "Overall score: 7/10\n\nWe went from 5/10 to 7/10."]
    {
        assert_eq!(points(read(before).previous_overall.map(|score| score.value)).as_deref(), Some("5"), "{before}");
    }
    let table = "| Area | 2031-01-01 | 2031-04-01 |\n|---|---|---|\n| Hull | 3/5 | 4/5 |\n| Crew | — | 2/5 |\n| **Overall** | **3/5** | **3.4/5** |\n";
    let reading = read(table);
    assert_eq!(points(reading.categories[0].previous).as_deref(), Some("3"));
    assert_eq!(points(reading.previous_overall.map(|score| score.value)).as_deref(), Some("3"));
}

#[test]
fn a_total_out_of_nothing_is_no_score() {
    let table = |total: &str| {
        format!("| Area | Score | Before |\n|---|---|---|\n| Hull | 8/10 | 7/10 |\n| Crew | 6/10 | 5/10 |\n| **Total** | {total} |\n")
    };
    let reading = read(&table("71.4 /0 | 3/0"));
    assert_eq!((reading.overall, reading.previous_overall, reading.other_overalls), (None, None, Vec::new()));
    assert_eq!(points(read(&table("14/20 | 12/20")).overall.map(|score| score.value)).as_deref(), Some("14"));
}

#[test]
fn blockers_are_rows_and_headings_below_the_heading_that_announces_them() {
    let blockers = read(WEIGHTED).blockers;
    assert_eq!(
        blockers.iter().map(|b| b.title.as_str()).collect::<Vec<_>>(),
        ["Refunds by hand", "Double charges at night", "Radio drops out"]
    );
    assert_eq!(blockers[0].tier.as_deref(), Some("Tier 1: Money (this week)"));
    assert_eq!((blockers[0].current.as_deref(), blockers[0].required.as_deref()), (Some("a clerk types them"), Some("refund endpoint")));
    assert_eq!(blockers[1].state, BlockerReadingState::Resolved);
    assert_eq!((blockers[2].location.as_deref(), blockers[2].state), (Some("src/radio.rs:88"), BlockerReadingState::Open));
    assert!(blockers[2].body.as_ref().unwrap().contains("Nobody has been able"));
}

#[test]
fn a_risk_register_is_read_by_the_heads_of_its_columns_without_its_total() {
    let risks = read(WEIGHTED).risks;
    assert_eq!(risks.len(), 2);
    assert_eq!((risks[0].level.as_deref(), risks[0].likelihood.as_deref()), (Some("🔴 HIGH"), Some("Medium")));
    assert_eq!((risks[1].mitigation.as_deref(), risks[1].owner.as_deref()), (Some("escrow"), Some("Ben")));
}

#[test]
fn colours_stand_for_scores_and_the_legend_says_which_of_them_block() {
    let reading = read(COLOURS);
    assert_eq!(reading.categories.iter().filter_map(|c| c.status.as_deref()).collect::<Vec<_>>(), ["GREEN", "AMBER", "RED", "GRAY"]);
    assert!(reading.categories.iter().all(|category| category.value.is_none()));
    assert_eq!(reading.overall, None);
    assert_eq!(reading.blockers.iter().map(|b| b.title.as_str()).collect::<Vec<_>>(), ["Cold store: Doors report late."]);
    assert_eq!(String::from(reading.date.unwrap().date), "2031-03");
}

#[test]
fn lists_under_headings_are_strengths_gaps_and_steps() {
    let reading = read(COLOURS);
    let of = |kind| reading.findings.iter().filter(move |f| f.kind == kind).map(|f| f.title.as_str()).collect::<Vec<_>>();
    assert_eq!(of(FindingKind::Strength), ["Nightly backups with a tested restore", "Single sign-on"]);
    assert_eq!(of(FindingKind::Gap), ["Second weather provider", "Alarm when a door stays open"]);
    let steps: Vec<_> = reading.actions.iter().map(|a| (a.when.as_deref(), a.focus.as_str())).collect();
    assert_eq!(steps, [(Some("Day 1-2"), "Doors"), (Some("Day 3"), "Weather")]);
}

#[test]
fn lettered_lines_are_criteria_and_say_how_far_they_are() {
    let criteria = read(COLOURS).criteria;
    let found: Vec<_> = criteria.iter().map(|c| (c.letter.as_str(), c.met, c.remark.as_deref())).collect();
    assert_eq!(
        found,
        [("A", Some(Met::Met), Some("Met; measured for a month.")), ("B", None, None), ("C", Some(Met::Partly), Some("Pending."))]
    );
}

#[test]
fn commands_under_a_heading_about_verifying_are_kept_with_what_they_should_show() {
    let found = read(COLOURS).verifications;
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].claim.as_deref(), found[0].expected.as_deref()), (Some("Doors"), Some("every door has a time")));
    assert_eq!(found[1].command, "curl -s http://localhost:9000/doors --header 'Accept: text/csv'");
}

#[test]
fn verdicts_on_goals_are_kept_apart_from_the_verdict_on_the_whole() {
    let goals = read(COLOURS).goal_decisions;
    let found: Vec<_> = goals.iter().map(|g| (g.goal.as_str(), g.answer.as_str(), g.reason.as_deref())).collect();
    assert_eq!(found, [("Trial in one orchard", "✅ Yes", Some("small enough")), ("All orchards", "❌ No", Some("cold store"))]);
}

#[test]
fn headings_with_scores_are_categories_where_there_is_no_table() {
    let reading = read(HEADINGS);
    let found: Vec<_> = reading.categories.iter().map(|c| (c.name.as_str(), points(c.value), points(c.max), c.status.as_deref())).collect();
    let of = |value: &str| Some(value.to_owned());
    assert_eq!(
        found,
        [
            ("Lamp control", of("8"), of("10"), Some("✅")),
            ("Fog signal", of("6"), of("10"), Some("⚠️")),
            ("Logging", of("3"), of("10"), Some("🚨 CRITICAL")),
        ]
    );
    let lamp: Vec<_> = reading.findings.iter().map(|f| (f.kind, f.category.as_deref(), f.title.as_str())).collect();
    assert_eq!(
        lamp,
        [
            (FindingKind::Strength, Some("Lamp control"), "Two lamps, one spare"),
            (FindingKind::Gap, Some("Lamp control"), "The spare was never tried"),
        ]
    );
}

#[test]
fn questions_in_a_numbered_list_announce_what_is_nested_below_them() {
    let reading = read(HEADINGS);
    assert_eq!(reading.blockers.iter().map(|b| b.title.as_str()).collect::<Vec<_>>(), ["Fog signal cable (starboard)", "Logging to shore"]);
    let risks: Vec<_> = reading.risks.iter().map(|r| (r.title.as_str(), r.level.as_deref(), r.description.as_deref())).collect();
    assert_eq!(risks, [("Ice on the mast", None, Some("may block the vane.")), ("Power cuts", Some("High"), Some("two last winter."))]);
    assert_eq!(reading.decision.unwrap().text, "do not open before the cable is in.");
}

#[test]
fn examples_in_nested_fences_are_neither_headings_nor_tasks() {
    let reading = read(HEADINGS);
    assert!(reading.checklists.is_empty());
    assert!(reading.notes.iter().all(|note| note.heading.as_deref() != Some("not a heading")));
    assert!(reading.notes.iter().any(|note| note.kind == NoteKind::Text && note.text.contains("Lamp hours: 412")));
}

#[test]
fn task_items_are_counted_with_their_marks() {
    let checklists = read(WEIGHTED).checklists;
    assert_eq!(checklists.len(), 1);
    assert_eq!(
        checklists[0].items.iter().map(|item| (item.text.as_str(), item.done)).collect::<Vec<_>>(),
        [("Record a whole shift", false), ("Ask the vendor", true)]
    );
    let json = json(&read("# Tasks\n\n1. [x] one\n   - [ ] two\n\n```\n- [ ] code\n```\n"));
    assert_eq!(json["checklist"], serde_json::json!({ "total": 2, "done": 1 }));
}

#[test]
fn numbers_are_numbers_in_the_json_and_every_record_has_its_lines() {
    let json = json(&read(WEIGHTED));
    assert_eq!(json["overall"]["value"], 71);
    assert_eq!(json["overall_alternatives"][0]["value"], 71.4);
    assert_eq!(json["categories"][0]["lines"], serde_json::json!([14, 14]));
    assert_eq!(json["checklists"][0]["items"][1]["lines"], serde_json::json!([41, 41]));
}

#[test]
fn the_summary_names_what_was_understood() {
    let summary = text(&read(WEIGHTED));
    for part in ["71 / 100 (line 7)", "Payments: 64 / 100, ⚠️ Partial, weight 30 %", "3 (2 open)", "2 items, 1 done"] {
        assert!(summary.contains(part), "{part} in\n{summary}");
    }
}

#[test]
fn no_line_of_the_fixtures_is_lost() {
    for source in [WEIGHTED, COLOURS, HEADINGS] {
        assert_eq!(lost(source), Vec::<u32>::new());
    }
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "md") {
            assert_eq!(lost(&std::fs::read_to_string(&path).unwrap()), Vec::<u32>::new(), "{}", path.display());
        }
    }
}

/// Reports that are not part of this repository, where they lie beside it.
#[test]
fn reports_of_others_are_read_without_losing_a_line() {
    let Ok(folder) = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/seeds")) else { return };
    for entry in folder.filter_map(Result::ok).filter(|entry| entry.path().extension().is_some_and(|kind| kind == "txt")) {
        let decoded = decode(&std::fs::read(entry.path()).unwrap()).unwrap();
        assert_eq!(lost(&decoded.text), Vec::<u32>::new(), "{}", entry.path().display());
        assert!(read(&decoded.text).title.is_some());
    }
}

#[test]
fn deep_nesting_and_long_lines_neither_overflow_nor_stall() {
    let sources = [
        "- ".repeat(20_000),
        "> ".repeat(20_000),
        "| a ".repeat(20_000),
        "[".repeat(50_000),
        "`".repeat(50_001),
        "**".repeat(40_000),
        "# a\n".repeat(20_000),
        "1. x\n   ".repeat(5_000),
        "<".repeat(50_000),
    ];
    for source in sources {
        assert_eq!(lost(&source), Vec::<u32>::new());
    }
}

/// What takes time that grows faster than the text would not come to its end here.
#[test]
fn large_reports_of_any_shape_are_read_to_their_last_line() {
    const BYTES: usize = 128 * 1024;
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(200));
    let shapes = [
        (format!("{}{}", row("Score"), row("-")), row("7/10")),
        (String::new(), row("Before")),
        ("| Risk | Level |\n|---|---|\n".to_owned(), "| Ice on the mast | High |\n".to_owned()),
        (String::new(), "## Risks: 7/10\n\n- Ice (high)\n\n".to_owned()),
        (String::new(), "# Gaps\n## Blockers\n### Tier 1\n#### Plan\n##### Verify\n###### Scores\n".to_owned()),
        ("# Mill\n\n".to_owned(), "The overall score went from 5/10 to 7/10 and latency from 12 ms to 9 ms\n".to_owned()),
        ("# Mill\n\nAll of it: ".to_owned(), "latency 12 ms (was 9 ms), 3–4 %, ".to_owned()),
        ("Weights: ".to_owned(), "Wheel 1%, ".to_owned()),
        (String::new(), "Score: 7/10 | Status: done · ".to_owned()),
        (String::new(), "**Gaps:**\n\n- a\n  - [ ] b\n    - c: d\n\n".to_owned()),
        ("> ".to_owned(), "[a](**b** `c` <d> &amp; ~~e~~ ".to_owned()),
        ("```markdown\n".to_owned(), "```bash\nls\n```\n".to_owned()),
    ];
    for (head, part) in shapes {
        let source = format!("{head}{}\nthe end\n", part.repeat(BYTES / part.len()));
        let last = u32::try_from(source.lines().count()).unwrap();
        assert!(ranges(&read(&source)).iter().any(|range| range.contains(last)), "{part}");
    }
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,30}",
        "#{1,6} (Blockers|Risks|Scores|Next steps|Acceptance criteria|Verify|Tier 1|[a-z]{1,8})( \\([0-9]{1,3}/10\\))?",
        "(\\*\\*)?(Date|Status|Overall score|Verdict|Legend|Location)(:\\*\\*|:) [0-9a-zA-Z /%-]{0,20}",
        " {0,5}([-*]|[0-9]{1,3}\\.) (\\[[x ]\\] )?[a-zA-Z*:?]{0,12}",
        "\\|( [a-zA-Z0-9/%]{0,10} \\|){1,5}",
        "\\|(---\\|){1,5}",
        Just("| Category | Score | Weight | Status |".to_owned()),
        Just("| Metric | Before | Now | Target |".to_owned()),
        "[*-] [a-z]{1,9}: [0-9.,]{1,6} ?(%|ms|s|min) (\\(was |→ |\\(−)[0-9.,]{1,6} ?(%|ms|s|min)?\\)?",
        Just("| Risk | Level | Mitigation |".to_owned()),
        Just("```".to_owned()),
        Just("```markdown".to_owned()),
        Just("```bash".to_owned()),
        Just("---".to_owned()),
        Just("> quoted".to_owned()),
        Just("<details>".to_owned()),
        Just(String::new()),
        Just("\r".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_of_any_report_is_lost(lines in proptest::collection::vec(line(), 0..40)) {
        prop_assert_eq!(lost(&lines.join("\n")), Vec::<u32>::new());
    }

    #[test]
    fn any_text_at_all_is_read(source in "(\\PC|[\n\t #|*`>-]){0,200}") {
        prop_assert_eq!(lost(&source), Vec::<u32>::new());
    }

    #[test]
    fn a_reading_survives_being_stored(lines in proptest::collection::vec(line(), 0..20)) {
        let reading = read(&lines.join("\n"));
        let stored = serde_json::to_string(&reading).unwrap();
        prop_assert_eq!(serde_json::from_str::<Reading>(&stored).unwrap(), reading);
    }
}

#[test]
fn what_is_struck_through_is_done_also_with_a_sign_or_a_word_behind() {
    let open = |entry: &str| read(&format!("# Audit\n\n## Blockers\n\n1. {entry}\n")).blockers[0].state == BlockerReadingState::Open;
    for done in [
        "~~Door opens while hot~~",
        "~~Door opens while hot~~ ✅",
        "**~~Door opens while hot~~**",
        "~~Door opens while hot~~ (fixed in May)",
    ] {
        assert!(!open(done), "{done}");
    }
    assert!(open("~~Door~~ Flap opens while hot"));
}
