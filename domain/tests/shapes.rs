//! Shapes that reports take: whole ones in `fixtures/shape_*.md`, and one line or table at a time.
#![cfg(feature = "markdown")]

use domain::exchange::{BlockerReadingState, Reading, RiskReading, StatedScore, decode, json, read};

/// Value and maximum as text, such as `8/10`; empty where there is no score.
fn score(value: Option<rust_decimal::Decimal>, max: Option<rust_decimal::Decimal>) -> String {
    value.zip(max).map(|(value, max)| format!("{}/{}", value.normalize(), max.normalize())).unwrap_or_default()
}

fn stated(stated: Option<&StatedScore>) -> String {
    score(stated.map(|stated| stated.value), stated.map(|stated| stated.max))
}

fn overall(source: &str) -> String {
    stated(read(source).overall.as_ref())
}

/// Name, score and weight of the categories.
fn assert_rows(reading: &Reading, expected: &[(&str, &str, &str)]) {
    let weight = |weight: Option<rust_decimal::Decimal>| weight.map(|weight| weight.normalize().to_string()).unwrap_or_default();
    let found: Vec<_> = reading.categories.iter().map(|c| (c.name.clone(), score(c.value, c.max), weight(c.weight))).collect();
    let found: Vec<_> = found.iter().map(|(name, score, weight)| (name.as_str(), score.as_str(), weight.as_str())).collect();
    assert_eq!(found, expected);
}

fn decision(source: &str) -> Option<String> {
    read(source).decision.map(|stated| stated.text)
}

fn date(source: &str) -> Option<String> {
    read(source).date.map(|stated| String::from(stated.date))
}

fn blockers(reading: &Reading) -> Vec<(&str, bool)> {
    reading.blockers.iter().map(|b| (b.title.as_str(), b.state == BlockerReadingState::Open)).collect()
}

/// Title, level, likelihood and impact; empty where the report says nothing.
fn risks(reading: &Reading) -> Vec<[&str; 4]> {
    reading.risks.iter().map(parts).collect()
}

fn parts(risk: &RiskReading) -> [&str; 4] {
    [Some(&risk.title), risk.level.as_ref(), risk.likelihood.as_ref(), risk.impact.as_ref()].map(|text| text.map_or("", String::as_str))
}

#[test]
fn a_box_with_weights_and_a_total_goes_before_the_tables_of_its_parts() {
    let reading = read(include_str!("fixtures/shape_boxes.md"));
    assert_rows(&reading, &[("Furnace", "90/100", "50"), ("Moulds", "80/100", "30"), ("Crane", "40/100", "20")]);
    assert_eq!(stated(reading.overall.as_ref()), "77/100");
    assert_eq!(reading.decision.unwrap().text, "✗ NO-GO");
}

#[test]
fn deductions_between_the_rows_are_no_categories_and_the_target_is_not_today() {
    let reading = read(include_str!("fixtures/shape_deductions.md"));
    assert_rows(&reading, &[("Hygiene", "55/100", "60"), ("Pressure", "70/100", "40")]);
    assert_eq!((stated(reading.overall.as_ref()).as_str(), reading.blockers.len()), ("61/100", 2));
}

#[test]
fn a_form_that_nobody_filled_in_has_weights_and_risks_and_nothing_else() {
    let reading = read(include_str!("fixtures/shape_blank_form.md"));
    assert_rows(&reading, &[("Field", "", "40"), ("Wind", "", "35"), ("Safety", "", "25")]);
    assert_eq!(risks(&reading), [["Storm", "", "Low", "Critical"], ["No wind", "", "Medium", "High"]]);
    assert_eq!(reading.date.map(|stated| String::from(stated.date)).as_deref(), Some("2031-05-04"));
    assert!(reading.overall.is_none() && reading.decision.is_none() && reading.blockers.is_empty());
}

#[test]
fn the_last_entry_of_a_log_holds_and_its_history_tells_the_score_before() {
    let reading = read(include_str!("fixtures/shape_weekly_log.md"));
    assert_rows(&reading, &[("Sails", "70/100", "60"), ("Stones", "55/100", "40")]);
    assert_eq!((stated(reading.overall.as_ref()).as_str(), stated(reading.previous_overall.as_ref()).as_str()), ("64/100", "60/100"));
    assert_eq!(blockers(&reading), [("WM-7", true)]);
}

#[test]
fn a_list_of_phases_with_percentages_is_a_list_of_categories() {
    let reading = read(include_str!("fixtures/shape_phases_in_lists.md"));
    assert_rows(&reading, &[("Critical blockers", "0/100", ""), ("Lights & signs", "50/100", ""), ("Tickets", "80/100", "")]);
    assert_eq!((stated(reading.overall.as_ref()).as_str(), stated(reading.other_overalls.first()).as_str()), ("43/100", "60/100"));
    assert_eq!(blockers(&reading), [("P0-1: Crane", true), ("P0-2: Gangway", false)]);
    assert_eq!(reading.decision.unwrap().text, "❌ NOT READY - the crane is missing");
}

#[test]
fn points_in_headings_go_before_their_percentage_and_before_a_table_of_gates() {
    let reading = read(include_str!("fixtures/shape_counted_headings.md"));
    assert_rows(&reading, &[("Shelves", "5/8", ""), ("Boxes", "7/7", ""), ("Carts", "1/3", "")]);
    assert_eq!(stated(reading.overall.as_ref()), "12/100");
    assert!(reading.decision.unwrap().text.ends_with("NOT CERTIFIED"));
}

#[test]
fn of_columns_before_and_after_the_last_after_is_today() {
    let reading = read(include_str!("fixtures/shape_many_columns.md"));
    assert_rows(&reading, &[("Brass", "8/10", ""), ("Drums", "6/10", ""), ("Notes", "7/10", "")]);
    assert_eq!(reading.categories[0].previous, Some(4.into()));
    assert_eq!(blockers(&reading), [("P0-1: Broken tuba", false), ("P0-2: No visas", true)]);
    assert_eq!(stated(reading.overall.as_ref()), "7.1/10");
}

#[test]
fn a_subtotal_and_an_adjustment_are_rows_of_no_category_in_any_language() {
    let reading = read(include_str!("fixtures/shape_language_pt.md"));
    assert_rows(&reading, &[("Forno", "90/100", "70"), ("Loja", "75/100", "30")]);
    assert_eq!(reading.date.map(|stated| String::from(stated.date)).as_deref(), Some("2031-04-03"));
    assert_eq!(reading.decision.unwrap().text, "✅ PODE ABRIR COM RESSALVAS");
}

#[test]
fn numbered_headings_below_a_sentence_about_blocking_issues_are_blockers() {
    let reading = read(include_str!("fixtures/shape_blocking_issues.md"));
    assert_eq!(blockers(&reading), [("The rope is worn (CRITICAL)", true), ("The spare cabin is locked (LOW RISK)", true)]);
}

#[test]
fn headings_rank_the_risks_below_them_and_reasons_for_none_are_no_risks() {
    let reading = read(include_str!("fixtures/shape_risk_groups.md"));
    assert_eq!(risks(&reading), [["Rain", "Medium", "", ""], ["Crowd at the bridge", "Medium", "", ""], ["Late band", "Low", "", ""]]);
    assert!(reading.categories.is_empty() && reading.blockers.is_empty());
    assert_eq!(reading.date.map(|stated| String::from(stated.date)).as_deref(), Some("2031-06-03"));
}

#[test]
fn columns_are_known_by_their_heads_in_any_order() {
    let table = "# A\n\n| Status | Target | Owner | Now | Weight | Area | Last | Change |\n|---|---|---|---|---|---|---|---|\n\
        | 🟢 | 90% | Ann | 80% | 60% | Hull | 70% | +10 |\n| 🔴 | 90% | Ben | 40% | 40% | Crew | 45% | -5 |\n";
    let reading = read(table);
    let names: Vec<_> = reading.categories.iter().map(|c| (c.value, c.previous, c.target, c.status.as_deref())).collect();
    assert_eq!(names[0], (Some(80.into()), Some(70.into()), Some(90.into()), Some("🟢")));
    assert_eq!(names[1], (Some(40.into()), Some(45.into()), Some(90.into()), Some("🔴")));
}

#[test]
fn a_table_of_metrics_or_of_test_runs_is_none_of_scores() {
    for head in ["| Metric | Target | Actual | Status |", "| Suite | Passed | Total | Rate |", "| Endpoint | Target | Current | Status |"] {
        let table = format!(
            "# A\n\n## Results\n\n{head}\n|---|---|---|---|\n| One | 99% | 98% | ✅ |\n| Two | 80% | 83% | ✅ |\n| Three | 5% | 4% | ✅ |\n"
        );
        assert!(read(&table).categories.is_empty(), "{head}");
    }
}

#[test]
fn stars_letters_levels_and_bars_rate() {
    let table = |cells: [&str; 3]| {
        format!(
            "# A\n\n## Scores\n\n| Area | Rating |\n|---|---|\n| Hull | {} |\n| Crew | {} |\n| Food | {} |\n",
            cells[0], cells[1], cells[2]
        )
    };
    assert_rows(&read(&table(["★★★☆☆", "★★★★★", "☆☆☆☆☆"])), &[("Hull", "3/5", ""), ("Crew", "5/5", ""), ("Food", "0/5", "")]);
    assert_rows(&read(&table(["⭐⭐⭐", "⭐⭐⭐⭐½", "⭐"])), &[("Hull", "3/5", ""), ("Crew", "4.5/5", ""), ("Food", "1/5", "")]);
    assert_rows(&read(&table(["Level 3 of 5", "L2", "Level 4"])), &[("Hull", "3/5", ""), ("Crew", "2/5", ""), ("Food", "4/5", "")]);
    let graded = read(&table(["A-", "B+", "N/A"]));
    assert_eq!(graded.categories.iter().filter_map(|c| c.status.as_deref()).collect::<Vec<_>>(), ["A-", "B+", "N/A"]);
    let bars = "# A\n\n## Scores\n\n```\nHull   ████░░  66%\nCrew   ██████ 100%\nFood   ██░░░░  33%\n```\n";
    assert_rows(&read(bars), &[("Hull", "66/100", ""), ("Crew", "100/100", ""), ("Food", "33/100", "")]);
}

#[test]
fn lists_and_headings_with_scores_are_categories() {
    for source in [
        "# A\n\n## Scores\n\n- Hull: 95/100\n- Crew: 80/100\n- Food: 70/100\n",
        "# A\n\n## Scores\n\n- **Hull** — 95%\n- **Crew** — 80%\n- **Food** — 70%\n- **Overall** — 82%\n",
        "# A\n\n## Hull ✅ 95%\n## Crew 🟡 80%\n## Food ❌ 70%\n",
        "# A\n\n### 1. Hull (95/100) ✅\n### 2. Crew → 80/100 ⭐⭐⭐⭐\n### 3. Food - 70/100\n",
    ] {
        assert_rows(&read(source), &[("Hull", "95/100", ""), ("Crew", "80/100", ""), ("Food", "70/100", "")]);
    }
    assert_rows(
        &read("# A\n\n## Hull (50%)\n## Crew (30%)\n## Food (20%)\n"),
        &[("Hull", "", "50"), ("Crew", "", "30"), ("Food", "", "20")],
    );
}

#[test]
fn the_score_of_the_whole_is_found_where_reports_state_it() {
    for (line, expected) in [
        ("**Overall Score:** 7.5/10", "7.5/10"),
        ("## Overall readiness: 82%", "82/100"),
        ("**Date:** 2031-01-01 **Score:** 71/100 **Verdict:** wait", "71/100"),
        ("> Overall: **83 / 100** (B). Verdict: ship it.", "83/100"),
        ("Overall rating: ★★★★☆", "4/5"),
        ("Overall score: 55% → 68%", "68/100"),
        ("The weighted readiness score is **64.5%**.", "64.5/100"),
        ("Gesamtbewertung: 7,4/10", "7.4/10"),
        ("总分：８２／１００", "82/100"),
        ("종합 점수: 80/100", "80/100"),
        ("Audit score: 80/100", "80/100"),
        ("Rope score: 80/100", ""),
        ("| Area | Score |\n|---|---|\n| Hull | 4/5 |\n| Crew | 3/5 |\n\nAverage: 3.5", "3.5/5"),
        ("Target score: 80/100", ""),
    ] {
        assert_eq!(overall(&format!("# A\n\n{line}\n")), expected, "{line}");
    }
}

#[test]
fn the_score_before_is_found_in_every_usual_wording() {
    for line in [
        "Overall score: 68/100 (was 55)",
        "Overall score: 68/100 (+13 from 55)",
        "Overall score: 68/100 (up from 55/100)",
        "Overall score: 55/100 → 68/100",
        "Overall score: 68/100\nPrevious score: 55",
        "Overall score: 68/100\n\n| Metric | Before | After |\n|---|---|---|\n| Overall score | 55/100 | 68/100 |\n",
        "Score global : 68/100 (précédent : 55/100)",
        "総合スコア：68/100（前回：55/100）",
    ] {
        assert_eq!(stated(read(&format!("# A\n\n{line}\n")).previous_overall.as_ref()), "55/100", "{line}");
    }
}

#[test]
fn decisions_are_known_in_their_many_wordings_and_blank_forms_have_none() {
    for (line, expected) in [
        ("**Decision:** GO", "GO"),
        ("## Verdict: HOLD", "HOLD"),
        ("## Verdict — ship it", "ship it"),
        ("**Go/No-Go:** NO-GO", "NO-GO"),
        ("Decision: ☑ GO ☐ NO-GO", "GO"),
        ("## Decision\n\n- [ ] GO\n- [x] NO-GO\n", "NO-GO"),
        ("## Final verdict\n\n**Conditionally approved**\n\nBecause of the crane.", "Conditionally approved"),
        ("## Recommendation\n**Do not launch** before May.", "Do not launch"),
        ("**Status:** ❌ Not ready", "❌ Not ready"),
        ("**Entscheidung:** Nicht freigegeben", "Nicht freigegeben"),
        ("结论：不通过", "不通过"),
        ("## Conclusion\n\nThe pier works. The crane is not ready for production.", "The crane is not ready for production"),
    ] {
        assert_eq!(decision(&format!("# A\n\n{line}\n")).as_deref(), Some(expected), "{line}");
    }
    for line in [
        "**Decision:** ____",
        "**Decision:** GO / NO-GO",
        "**Decision:** ☐ GO ☐ NO-GO",
        "## Decision\n\n- [ ] GO\n- [ ] NO-GO\n",
        "**Decision:** TBD",
        "**Decision owner:** Ann, who says go",
        "- [ ] Decision: vote on the go",
        "The harbour is production-ready infrastructure.",
    ] {
        assert_eq!(decision(&format!("# A\n\n{line}\n")), None, "{line}");
    }
}

#[test]
fn the_date_of_the_report_is_told_from_those_of_other_things() {
    for (lines, expected) in [
        ("**Next review:** 2031-06-01\n**Date:** 2031-05-01", Some("2031-05-01")),
        ("**Created:** 2031-01-01\n**Last updated:** 2031-05-01", Some("2031-05-01")),
        ("**Launch date:** 2031-06-01", None),
        ("*Generated 27/02/2031 by a script*", Some("2031-02-27")),
        ("As of 2031-02-27T08:00:00Z", Some("2031-02-27")),
        ("**Date:** $(date)", None),
        ("**Date:** YYYY-MM-DD", None),
        ("Date: 02/10/2031, for the state of the harbour", Some("2031-02-10")),
        ("Data: 02/10/2031\n\nEstado do porto e da ponte, com os riscos de obra", Some("2031-10-02")),
        ("**Assessment date:** May 18-25, 2031", Some("2031-05-25")),
    ] {
        assert_eq!(date(&format!("# A\n\n{lines}\n")).as_deref(), expected, "{lines}");
    }
}

#[test]
fn blockers_are_found_in_lists_headings_lines_and_tables_and_only_there() {
    for (source, expected) in [
        ("## Blockers\n\n- **Rope** is worn\n- ~~Cabin is locked~~\n", vec![("Rope", true), ("Cabin is locked", false)]),
        ("## Blockers\n\n❌ **Rope** is worn\n❌ **Cabin** is locked\n", vec![("Rope", true), ("Cabin", true)]),
        ("## Must fix\n\n**1. Rope**\n- worn\n\n**2. Cabin (RESOLVED)**\n- open now\n", vec![("Rope", true), ("Cabin", false)]),
        ("## Exceptions (blocking)\n\n- EX-1: Rope\n\n## Exceptions (non-blocking)\n\n- EX-2: Bell\n", vec![("EX-1: Rope", true)]),
        ("## Gaps that are blockers\n\n| Gap | Blocks launch? |\n|---|---|\n| Rope | Yes |\n| Bell | No |\n", vec![("Rope", true)]),
        ("## Checklist\n\n### Critical items\n- [ ] Rope is changed\n- [x] Bell rings\n", vec![("Rope is changed", true)]),
        ("## Critical issues\n\n1. **FIX-1**: the rope\n", vec![("FIX-1: the rope", true)]),
        (
            "## 🟥 CRITICAL (1)\n\n| # | Finding | Fix |\n|---|---|---|\n| 1 | Rope | new one |\n\n## HIGH (1)\n\n- Bell\n",
            vec![("Rope", true)],
        ),
        ("## 2031-05-08\n\nBlockers:\n- Rope\n\n## 2031-05-01\n\nBlockers:\n- Rope\n- Bell\n", vec![("Rope", true)]),
        ("## Resolved blockers\n\n- Rope\n", vec![]),
        ("## Blockers\n\nNone. 🎉\n\n## Critical risks: none\n\n- no fire\n", vec![]),
        ("## Blockers\n\n- _None / list them here_\n- [blocker 1: description]\n", vec![]),
    ] {
        assert_eq!(blockers(&read(&format!("# A\n\n{source}"))), expected, "{source}");
    }
}

#[test]
fn risks_are_found_in_tables_lists_and_headings_once_each() {
    let expected = [["Rope tears", "", "Low", "High"], ["Storm", "", "High", "Medium"]];
    for source in [
        "| # | Mitigation | Impact | Risk | Probability |\n|---|---|---|---|---|\n| 1 | New one | High | Rope tears | Low |\n| 2 | Stop | Medium | Storm | High |\n",
        "| ID | Description | L | I | Response |\n|---|---|---|---|---|\n| R1 | Rope tears | Low | High | New one |\n| R2 | Storm | High | Medium | Stop |\n",
        "### 1. Rope tears\n- **Likelihood:** Low\n- **Impact:** High\n- **Mitigation:** new one\n\n### 2. Storm\n- **Likelihood:** High\n- **Impact:** Medium\n",
        "- **Rope tears** — Likelihood: Low, Impact: High. Mitigation: new one\n- **Storm** — Likelihood: High, Impact: Medium\n",
        "- **Risk:** Rope tears\n  - Likelihood: Low\n  - Impact: High\n- **Risk:** Storm\n  - Likelihood: High\n  - Impact: Medium\n",
    ] {
        assert_eq!(risks(&read(&format!("# A\n\n## Risks\n\n{source}"))), expected, "{source}");
    }
}

#[test]
fn only_task_items_are_counted_as_a_checklist() {
    let source = "# A\n\n- [x] one\n- [ ] two\n\n☐ three\n☑ four\n\n- :white_check_mark: five\n- :x: six\n\n| Item | Done |\n|---|---|\n| seven | ✅ |\n| eight | ☐ |\n\n\
        ```\n- [ ] nine\n```\n\n* `[ ]` ten\n- [~] eleven\n";
    assert_eq!(json(&read(source))["checklist"], serde_json::json!({ "total": 2, "done": 1 }));
}

#[test]
fn common_heads_are_known_in_other_languages() {
    let reports = [
        (
            "Datum: 27.02.2031\n",
            "Kategorie | Gewicht | Bewertung",
            "Blockierende Punkte",
            "Risiken",
            "Risiko | Wahrscheinlichkeit | Auswirkung | Maßnahme",
        ),
        ("Date : 27 février 2031\n", "Domaine | Poids | Note", "Points bloquants", "Risques", "Risque | Probabilité | Impact | Mesures"),
        (
            "Fecha: 27 de febrero de 2031\n",
            "Categoría | Peso | Puntuación",
            "Bloqueos críticos",
            "Riesgos",
            "Riesgo | Probabilidad | Impacto | Mitigación",
        ),
        ("Data: 27/02/2031\n", "Área | Peso | Nota", "Bloqueadores", "Riscos", "Risco | Probabilidade | Impacto | Mitigação"),
        ("Дата: 27 февраля 2031 г.\n", "Категория | Вес | Оценка", "Блокеры", "Риски", "Риск | Вероятность | Влияние | Меры"),
        ("日期：2031年2月27日\n", "类别 | 权重 | 得分", "阻塞项", "风险登记", "风险 | 可能性 | 影响 | 缓解措施"),
        ("日付：2031年2月27日\n", "カテゴリ | 重み | スコア", "ブロッカー", "リスク", "リスク | 発生確率 | 影響度 | 対策"),
        ("작성일: 2031년 2월 27일\n", "영역 | 가중치 | 점수", "차단 이슈", "위험", "위험 | 가능성 | 영향 | 대응 방안"),
    ];
    for (dated, scores, blocking, heading, register) in reports {
        let source = format!(
            "# A\n\n{dated}\n| {scores} |\n|---|---|---|\n| Hull | 60% | 80/100 |\n| Crew | 40% | 55/100 |\n\n## {blocking}\n\n- Rope\n\n\
            ## {heading}\n\n| {register} |\n|---|---|---|---|\n| Storm | 2 | 3 | Stop |\n"
        );
        let reading = read(&source);
        assert_eq!(date(&source).as_deref(), Some("2031-02-27"), "{dated}");
        assert_rows(&reading, &[("Hull", "80/100", "60"), ("Crew", "55/100", "40")]);
        assert_eq!(blockers(&reading), [("Rope", true)], "{blocking}");
        assert_eq!(risks(&reading), [["Storm", "", "2", "3"]], "{register}");
    }
}

#[test]
fn bytes_entities_front_matter_and_glued_tables_do_no_harm() {
    let report = "# Ünder\n\n**Overall score:** 80/100\n\n- [x] one\n";
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(report.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows: Vec<u8> = report.chars().map(|c| if c == 'Ü' { 0xdc } else { u8::try_from(c).unwrap() }).collect();
    let marked: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(report.replace('\n', "\r\n").into_bytes()).collect();
    let twice = report.replace('Ü', "Ãœ").into_bytes();
    for bytes in [utf_16, windows, marked, twice] {
        let reading = read(&decode(&bytes).unwrap().text);
        assert_eq!((reading.title.unwrap().text.as_str(), stated(reading.overall.as_ref()).as_str()), ("Ünder", "80/100"));
    }
    let titled = read("---\ntitle: Kiln &amp; bell\ndate: 2031-02-27\n---\n\nScore &gt; 3\n");
    assert_eq!((titled.title.unwrap().text.as_str(), String::from(titled.date.unwrap().date).as_str()), ("Kiln & bell", "2031-02-27"));
    let piped = read("# A\n\n| Area | Score | Note |\n|---|---|---|\n| Hull | 8/10 | `a \\|\\| b` |\n| Crew | 6/10 | x |\n");
    assert_rows(&piped, &[("Hull", "8/10", ""), ("Crew", "6/10", "")]);
    let glued = read("# A\n\n- see below\n\n  | Area | Score |\n  |---|---|\n  | Hull | 8/10 |\n  | Crew | 6/10 |\n");
    assert_rows(&glued, &[("Hull", "8/10", ""), ("Crew", "6/10", "")]);
}
