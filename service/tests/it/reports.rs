//! A report as Markdown, brought into another project.

use crate::world::{World, at};
use domain::assessments::{Category, Finding, Note, Registers};
use domain::exports::markdown::{of_dossier, reading};
use domain::exports::{Audit, Dossier};
use domain::scoring::score;
use domain::text::Markdown;
use serde_json::{Value, json};
use service::accounts::Auditor;
use storage::Window;
use storage::checklists::Filter as ItemFilter;
use storage::{assessments, blockers, checklists, criteria, plans, risks, verifications};

#[tokio::test]
async fn registers_that_were_exported_are_the_same_in_another_project() {
    let (world, olga) = World::with_project().await;
    let proof = olga.auditor(&world.db, "kiln").await.unwrap();
    let written: Registers = serde_json::from_value(by_hand()).unwrap();
    let text = of_dossier(&dossier(&proof, written.clone()));
    world.saved(&proof, &text).await;
    let found = registers(&world, &proof).await;
    assert_eq!(lasting(&found), lasting(&written), "{text}");
    // What is known is not doubled, and what is exported again is the same.
    let again = of_dossier(&dossier(&proof, found));
    assert_eq!(again, text);
    let changed = world.saved(&proof, &again.replace("# kiln", "# kiln, second")).await;
    assert_eq!((changed.added, changed.taken.changed, changed.taken.closed, changed.taken.reopened), (0, 0, 0, 0), "{:?}", changed.told);
}

#[tokio::test]
async fn an_audit_that_was_exported_is_the_same_in_another_project() {
    let (world, olga) = World::with_project().await;
    let proof = olga.auditor(&world.db, "kiln").await.unwrap();
    let written = dossier(&proof, Registers::default());
    let written = Dossier { audit: Some(audit_by_hand(&proof)), ..written };
    let text = of_dossier(&written);
    let saved = world.saved(&proof, &text).await;
    let mut tx = world.db.read().await.unwrap();
    let head = assessments::list(&mut tx, proof.project().id, Window::first(1)).await.unwrap().remove(0).assessment;
    let categories = assessments::list_categories(&mut tx, saved.assessment).await.unwrap();
    let findings = assessments::list_findings(&mut tx, saved.assessment, Window::first(100)).await.unwrap();
    let notes = assessments::list_notes(&mut tx, saved.assessment, Window::first(100)).await.unwrap();
    let first = written.audit.as_ref().unwrap();
    assert_eq!((&head.title, head.date, &head.stated), (&first.assessment.title, first.assessment.date, &first.assessment.stated));
    let rows = |categories: &[Category], findings: &[Finding], notes: &[Note]| {
        stripped(json!({ "categories": categories, "findings": findings, "notes": notes }))
    };
    let found = rows(&categories, &findings, &notes);
    assert_eq!(found, rows(&first.categories, &first.findings, &first.notes), "{text}");
    let score = score(&categories, &first.rule);
    let audit = Audit { assessment: head, categories, findings, notes, score, ..first.clone() };
    assert_eq!(of_dossier(&Dossier { audit: Some(audit), ..written.clone() }), text);
}

/// An audit with ratings of every kind.
fn audit_by_hand(proof: &Auditor) -> Audit {
    let id = |number: u8| format!("01a1ff5e-04a6-71bd-b0f2-1fe7682b40{number:02x}");
    let category = |number: u8, name: &str, weight: Option<&str>, rating: Value, status: Option<&str>, notes: &str| {
        json!({
            "id": id(number), "position": number, "name": name, "weight": weight, "rating": rating, "status": status, "notes": notes, "version": 1
        })
    };
    let finding = |number: u8, category: Option<u8>, kind: &str, title: &str| json!({ "id": id(number), "position": number - 10, "category": category.map(id), "kind": kind, "title": title, "body": "", "version": 1 });
    let mut full = finding(10, Some(1), "gap", "Door opens | while *hot*");
    full.as_object_mut().unwrap().extend([
        ("severity".to_owned(), json!("high")),
        ("location".to_owned(), json!("src/door_lock.c:8")),
        ("current".to_owned(), json!("a latch")),
        ("required".to_owned(), json!("a lock")),
        ("impact".to_owned(), json!("burns")),
        ("recommendation".to_owned(), json!("buy one:\n\n- of steel")),
        ("body".to_owned(), json!("## Seen\n\ntwice")),
    ]);
    let level = json!({ "kind": "level", "reached": 2, "of": 5 });
    let categories: Vec<Category> = serde_json::from_value(json!([
        category(0, "Heat", Some("30"), json!({ "kind": "points", "value": "7.5", "max": "10" }), Some("good"), "short"),
        category(1, "Door", Some("30.5"), json!({ "kind": "rag", "colour": "red" }), None, "# long\n\ntext"),
        category(2, "Crew", None, json!({ "kind": "letter", "letter": "B+" }), Some("fair"), ""),
        category(3, "Gas", Some("10"), level, None, ""),
        category(4, "Radio", None, json!({ "kind": "not_applicable", "reason": "rented" }), None, "see contract"),
        category(5, "Roof", None, json!({ "kind": "not_rated" }), None, ""),
    ]))
    .unwrap();
    let findings = json!([full, finding(11, Some(2), "strength", "Two of them"), finding(12, None, "gap", "No name on the phone")]);
    let notes = json!([{ "id": id(30), "position": 0, "text": "Two days at the kiln." }, { "id": id(31), "position": 1, "text": "> quoted\n\n## Risks\n\n- none" }]);
    let score_of = |value: &str, max: &str| json!({ "value": value, "max": max });
    let assessment = json!({
        "id": id(40), "project": proof.project().id, "title": "Kiln audit", "date": "2031-03", "state": "draft", "source": null, "supersedes": null,
        "template": null, "rule": null, "author": id(41), "created_at": "2031-03-02T10:00:00Z", "version": 1,
        "stated": {
            "overall": score_of("71", "100"), "previous": score_of("6.5", "10"), "decision": "no\ngo", "status": "open",
            "per_goal": [{ "goal": "firing", "answer": "no" }]
        }
    });
    let rule = proof.project().rule.clone();
    Audit {
        assessment: serde_json::from_value(assessment).unwrap(),
        score: score(&categories, &rule),
        rule,
        difference: None,
        categories,
        findings: serde_json::from_value(findings).unwrap(),
        notes: serde_json::from_value(notes).unwrap(),
        seal: None,
    }
}

fn dossier(proof: &Auditor, registers: Registers) -> Dossier {
    let project = proof.project();
    let project = json!({ "id": proof.project().id, "slug": "kiln", "name": "kiln", "words": project.words });
    let dossier = Dossier {
        organisation: None,
        project: serde_json::from_value(project).unwrap(),
        description: Markdown::default(),
        audit: None,
        registers,
        goals: Vec::new(),
        past: Vec::new(),
        changes: None,
        worse: Vec::new(),
        at: at(),
    };
    assert!(reading(&dossier).title.is_some());
    dossier
}

async fn registers(world: &World, proof: &Auditor) -> Registers {
    let mut tx = world.db.read().await.unwrap();
    let (project, now, rows) = (proof.project().id, at(), Window::first(100));
    let every = blockers::Filter { stands: blockers::Stands::All, ..blockers::Filter::default() };
    let any = risks::Filter { state: risks::State::All, ..risks::Filter::default() };
    let clock = checklists::Clock::at(now);
    Registers {
        blockers: blockers::list(&mut tx, project, &every, now.today(), rows).await.unwrap(),
        risks: risks::list(&mut tx, project, &any, proof.project().words.matrix(), now.today(), rows).await.unwrap(),
        checklists: checklists::list(&mut tx, project, clock).await.unwrap().into_iter().map(|(list, _)| list).collect(),
        items: checklists::list_items(&mut tx, project, ItemFilter::All, clock, rows)
            .await
            .unwrap()
            .into_iter()
            .map(|row| row.item)
            .collect(),
        criteria: criteria::list(&mut tx, project, rows).await.unwrap(),
        actions: plans::list(&mut tx, project, rows).await.unwrap(),
        verifications: verifications::list(&mut tx, project, None, now, rows).await.unwrap(),
    }
}

/// Registers without what is not lasting, each list in the order of names.
fn lasting(registers: &Registers) -> Value {
    let mut value = stripped(json!(registers));
    for list in value.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        list.sort_by_key(ToString::to_string);
    }
    value
}

/// Rows without identities, times, places and accounts.
fn stripped(mut value: Value) -> Value {
    const PASSING: [&str; 14] = [
        "id",
        "project",
        "position",
        "lines",
        "version",
        "opened_in",
        "opened_at",
        "at",
        "by",
        "by_name",
        "user",
        "checklist",
        "imported",
        "category_id",
    ];
    match &mut value {
        Value::Array(values) => values.iter_mut().for_each(|value| *value = stripped(value.take())),
        Value::Object(fields) => {
            // The category of a finding is an identity, that of a blocker a name.
            fields.retain(|key, value| {
                !PASSING.contains(&key.as_str()) && (key != "category" || value.as_str().is_none_or(|name| name.len() != 36))
            });
            fields.values_mut().for_each(|value| *value = stripped(value.take()));
        }
        _ => {}
    }
    value
}

/// Rows with a value in every field that a report can say.
fn by_hand() -> Value {
    let id = |number: u8| format!("01a1ff5e-04a6-71bd-b0f2-1fe7682b40{number:02x}");
    let when = "2031-01-01T10:00:00Z";
    let days = |position: u8| json!({ "id": id(position), "position": position, "version": 1 });
    let with = |base: Value, more: Value| {
        let mut fields = base.as_object().unwrap().clone();
        fields.extend(more.as_object().unwrap().clone());
        Value::Object(fields)
    };
    let owner = json!({ "name": "Kim Abara", "user": null });
    let exposure = |likelihood: &str, impact: &str, stated: &str| json!({ "likelihood": likelihood, "impact": impact, "stated": stated });
    let blocker = |position: u8, more: Value| {
        let base = with(days(position), json!({ "project": id(99), "opened_at": when, "links": [], "body": "" }));
        with(base, more)
    };
    json!({
        "blockers": [
            blocker(2, json!({
                "tier": 1, "tier_label": "Tier 1", "title": "Double charges", "state": "resolved",
                "resolution": { "at": when, "by_name": "olga", "evidence": "Load test:\n\n- none" }
            })),
            blocker(1, json!({
                "tier": 2, "tier_label": "Money", "title": "Refunds by hand", "category": "desk", "current": "a clerk | types", "required": "endpoint",
                "location": "src/refund_desk.rs:8", "owner": owner, "due": "2031-05-01", "links": ["https://tickets.example.org/T-1 T-1"],
                "body": "# Not a heading\n\n- seen *twice*", "state": "open",
                "waiver": { "reason": "Pilot only", "until": "2031-06-01", "by_name": "olga", "at": when }
            })),
        ],
        "risks": [with(days(3), json!({
            "project": id(99), "opened_at": when, "title": "Ice on the mast", "description": "Stood still.", "mitigation": "Heat it.",
            "inherent": exposure("critical", "high", "critical"), "residual": exposure("medium", "high", "high"),
            "target": exposure("low", "low", "low"), "previous": "medium", "polarity": "higher_is_better", "response": "mitigate", "owner": owner,
            "review": "2031-04-20", "status": "watched",
            "acceptance": { "reason": "Bearable", "approver": "Ruth", "at": when, "until": "2031-12-31", "level": "high", "likelihood": "medium", "impact": "high" },
            "closure": { "reason": "Mast is gone", "by_name": "olga", "at": when }
        }))],
        "checklists": [with(days(5), json!({ "title": "Before sailing" }))],
        "items": [
            with(days(6), json!({
                "checklist": id(5), "text": "Record a shift", "detail": "Whole day", "assignee": owner, "due": "2031-05-02", "blocking": true,
                "needs_verification": true
            })),
            with(days(7), json!({
                "checklist": id(5), "text": "Paint the hull", "detail": "", "blocking": false, "needs_verification": false,
                "set_aside": { "reason": "done in dock", "at": when, "by": id(98), "by_name": "olga" }
            })),
            with(days(8), json!({
                "checklist": id(5), "text": "Ask the vendor", "detail": "", "blocking": false, "needs_verification": false,
                "done": { "at": when, "by": id(98), "by_name": "olga", "imported": false }
            })),
        ],
        "criteria": [with(days(9), json!({ "label": "A", "text": "Receipts in a minute", "state": "partly", "notes": "measured", "owner": owner }))],
        "actions": [
            with(days(10), json!({ "when": "Day 1-2", "date": "2031-04-12", "focus": "Refund endpoint", "deliverables": "with tests", "owner": owner })),
            with(days(11), json!({ "focus": "Dry run", "deliverables": "", "done": { "at": when, "by": null, "by_name": "olga" } })),
        ],
        "verifications": [with(days(12), json!({
            "title": "Refunds are paid", "command": "curl -s x |\n  jq .", "expected": "0", "valid_days": 30
        }))]
    })
}
