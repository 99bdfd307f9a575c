//! What is in the sheets, and that our own reader takes risks and items back.

use super::*;
use crate::assessments::Snapshot;
use crate::blockers::{Resolution, Waiver};
use crate::checklists::SetAside;
use crate::decisions::Verdict;
use crate::exchange::inputs::read_any;
use crate::exchange::profile::Profile;
use crate::exchange::{NoteKind, Reading, decode};
use crate::exports::{Audit, Goal, csv};
use crate::people::Assignee;
use crate::risks::{Exposure, Level};
use crate::scoring::score;

/// The fixture of a frozen audit as somebody would get it.
fn dossier() -> Dossier {
    let snapshot = Snapshot::parse(include_str!("../../../tests/fixtures/snapshot-1.json")).unwrap();
    let score = score(&snapshot.categories, &snapshot.rule);
    Dossier {
        organisation: None,
        project: snapshot.project,
        description: "Takes people over.".parse().unwrap(),
        audit: Some(Audit {
            assessment: snapshot.assessment,
            rule: snapshot.rule.clone(),
            score,
            difference: None,
            categories: snapshot.categories,
            findings: snapshot.findings,
            notes: snapshot.notes,
            seal: Some((snapshot.frozen.clone(), "ab12".to_owned())),
        }),
        registers: snapshot.registers,
        goals: vec![Goal {
            name: "Beta".parse().unwrap(),
            verdict: Some(Verdict::Conditional),
            rules: Vec::new(),
            standing: snapshot.rule.caps.standing(None, []),
            signed: None,
        }],
        past: Vec::new(),
        changes: None,
        worse: Vec::new(),
        at: snapshot.frozen.at,
    }
}

fn sheet(dossier: &Dossier, name: &str) -> Sheet {
    sheets(dossier).into_iter().find(|sheet| sheet.name == name).unwrap()
}

/// What stands below a head, row by row.
fn column(sheet: &Sheet, head: &str) -> Vec<String> {
    let at = sheet.columns.iter().position(|column| *column == head).unwrap_or_else(|| panic!("no {head}"));
    sheet.rows.iter().map(|row| row[at].to_string()).collect()
}

/// The file of a sheet, read as an upload is.
fn read_back(dossier: &Dossier, name: &str) -> Reading {
    let file = csv::document(&sheet(dossier, name));
    read_any(&format!("{name}.csv"), &decode(file.as_bytes()).unwrap().text, &Profile::default()).unwrap()
}

/// Passages that are in no record; the heads are none of them.
fn unread(reading: &Reading) -> Vec<&str> {
    reading.notes.iter().filter(|note| note.kind == NoteKind::Text).map(|note| note.text.as_str()).collect()
}

fn words(level: Option<Level>) -> Option<String> {
    level.map(|level| level.as_str().to_owned())
}

#[test]
fn every_row_has_a_cell_for_each_column_and_every_sheet_a_name_that_files_and_spreadsheets_take() {
    let sheets = sheets(&dossier());
    assert_eq!(sheets.len(), 10);
    for sheet in &sheets {
        assert!(!sheet.rows.is_empty() || ["actions", "verifications"].contains(&sheet.name), "{}", sheet.name);
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()), "{}", sheet.name);
        assert!(sheet.name.bytes().all(|byte| byte.is_ascii_lowercase()));
        assert!(sheet.title.len() <= 31 && !sheet.title.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']));
        let heads: std::collections::HashSet<_> = sheet.columns.iter().collect();
        assert_eq!(heads.len(), sheet.columns.len(), "{}", sheet.name);
    }
    let names: std::collections::HashSet<_> = sheets.iter().map(|sheet| (sheet.name, sheet.title)).collect();
    assert_eq!(names.len(), sheets.len());
}

#[test]
fn risks_are_read_back_as_they_were() {
    let mut dossier = dossier();
    let first = dossier.registers.risks[0].clone();
    let exposure = |likelihood, impact, stated| Exposure { likelihood, impact, stated };
    let unknown = crate::risks::Risk {
        title: "=Critical".parse().unwrap(),
        residual: Exposure::default(),
        inherent: exposure(Some(Level::High), Some(Level::Critical), Some(Level::Critical)),
        target: exposure(Some(Level::Low), Some(Level::Low), None),
        previous: None,
        mitigation: "- pull the plug\n- wait".parse().unwrap(),
        description: "“so it is”, she said;\nno more".parse().unwrap(),
        owner: Some(Assignee::named("+49 ops")),
        status: Some("In progress".to_owned()),
        closure: None,
        ..first.clone()
    };
    let both = exposure(Some(Level::Medium), Some(Level::VeryLow), Some(Level::High));
    let closed = crate::risks::Risk { residual: both, previous: Some(Level::High), status: Some("watched".to_owned()), ..unknown.clone() };
    dossier.registers.risks.extend([unknown, closed]);
    let reading = read_back(&dossier, "risks");
    assert_eq!(reading.risks.len(), dossier.registers.risks.len());
    assert!(reading.checklists.is_empty() && unread(&reading).is_empty());
    let matrix = dossier.project.words.matrix();
    for (read, risk) in reading.risks.iter().zip(&dossier.registers.risks) {
        let text = |text: &crate::text::Markdown| (!text.is_empty()).then(|| text.to_string());
        assert_eq!(read.title, risk.title.as_str());
        assert_eq!(read.level, words(risk.residual.level(matrix)));
        assert_eq!((&read.likelihood, &read.impact), (&words(risk.residual.likelihood), &words(risk.residual.impact)));
        assert_eq!((&read.previous, &read.target), (&words(risk.previous), &words(risk.target.level(matrix))));
        assert_eq!(read.mitigation, text(&risk.mitigation));
        assert_eq!(read.owner, risk.owner.as_ref().map(|owner| owner.name.clone()));
        assert_eq!(read.response.as_deref(), risk.response.map(crate::risks::Response::as_str));
        let description = text(&risk.description).unwrap_or_default();
        assert!(read.description.as_ref().unwrap().starts_with(&description), "{:?}", read.description);
    }
}

#[test]
fn items_are_read_back_as_they_were() {
    let mut dossier = dossier();
    let first = dossier.registers.items[0].clone();
    let done = dossier.registers.items.iter().find_map(|item| item.done.clone());
    let aside = SetAside {
        reason: "no users".parse().unwrap(),
        at: dossier.at,
        by: crate::ids::UserId(uuid::Uuid::nil()),
        by_name: "Ana".parse().unwrap(),
    };
    dossier.registers.items.extend([
        crate::checklists::Item { text: "@home, must have".parse().unwrap(), blocking: false, set_aside: Some(aside), ..first.clone() },
        crate::checklists::Item { done, blocking: true, assignee: Some(Assignee::named("Ana")), needs_verification: true, ..first },
    ]);
    let reading = read_back(&dossier, "items");
    assert!(reading.risks.is_empty() && unread(&reading).is_empty());
    let read: Vec<_> = reading.checklists.iter().flat_map(|list| list.items.iter().map(|item| (list.title.clone(), item))).collect();
    assert_eq!(read.len(), dossier.registers.items.len());
    for item in &dossier.registers.items {
        let list = dossier.registers.checklists.iter().find(|list| list.id == item.checklist).unwrap();
        let found = read.iter().any(|(title, read)| {
            title == list.title.as_str()
                && read.text == item.text.as_str()
                && read.done == item.done.is_some()
                && read.blocking == item.blocking
                && read.owner == item.assignee.as_ref().map(|person| person.name.clone())
                && read.detail.as_deref().unwrap_or_default().starts_with(item.detail.as_str())
        });
        assert!(found, "{} in {read:?}", item.text);
    }
}

#[test]
fn a_blocker_tells_its_waiver_its_evidence_and_how_it_stands_on_that_day() {
    let mut dossier = dossier();
    let first = dossier.registers.blockers[0].clone();
    let waiver =
        Waiver { reason: "Pilot only.".parse().unwrap(), until: dossier.at.today(), by_name: "Ana".parse().unwrap(), at: dossier.at };
    let resolution = Resolution { at: dossier.at, by_name: "Ben".parse().unwrap(), evidence: Some("Run 7".parse().unwrap()) };
    dossier.registers.blockers = vec![
        crate::blockers::Blocker { state: crate::blockers::BlockerState::Open, resolution: None, waiver: Some(waiver), ..first.clone() },
        crate::blockers::Blocker { state: crate::blockers::BlockerState::Resolved, resolution: Some(resolution), waiver: None, ..first },
    ];
    let blockers = sheet(&dossier, "blockers");
    assert_eq!(column(&blockers, "Status"), ["waived", "resolved"]);
    assert_eq!(column(&blockers, "Waived until"), [dossier.at.today().to_string(), String::new()]);
    assert_eq!(column(&blockers, "Evidence"), ["", "Run 7"]);
    assert_eq!(blockers.columns.last(), Some(&"ID"));
}

#[test]
fn categories_have_their_share_and_their_part_of_the_score_as_pages_show_them() {
    let dossier = dossier();
    let audit = dossier.audit.as_ref().unwrap();
    let categories = sheet(&dossier, "categories");
    let parts: rust_decimal::Decimal =
        column(&categories, "Contribution in percentage points").iter().filter_map(|part| part.parse::<rust_decimal::Decimal>().ok()).sum();
    let overall = audit.score.overall.as_ref().unwrap().percent(2);
    // Each part is rounded by itself.
    assert!(
        (parts - overall).abs() <= rust_decimal::Decimal::new(5 * i64::try_from(categories.rows.len()).unwrap(), 3),
        "{parts} {overall}"
    );
    let summary = sheet(&dossier, "summary");
    let at = column(&summary, "Fact").iter().position(|fact| fact == "Score in percent").unwrap();
    assert_eq!(summary.rows[at][1], Cell::from(overall));
}

#[test]
fn a_project_without_an_audit_says_so_and_a_goal_without_rules_has_a_row() {
    let dossier = Dossier { audit: None, ..dossier() };
    assert!(column(&sheet(&dossier, "summary"), "Value").contains(&"none".to_owned()));
    assert!(sheet(&dossier, "categories").rows.is_empty());
    let goals = sheet(&dossier, "goals");
    assert_eq!((column(&goals, "Goal"), column(&goals, "Verdict")), (vec!["Beta".to_owned()], vec!["conditional".to_owned()]));
}

#[test]
fn a_file_begins_with_the_mark_that_excel_needs_for_umlauts() {
    let file = csv::document(&sheet(&dossier(), "criteria"));
    assert!(file.starts_with("\u{feff}Label,Criterion,State,Owner,"));
    assert!(file.ends_with("\r\n"));
}
