//! A report as Markdown, brought into another project.

use crate::world::{World, at};
use domain::assessments::Registers;
use domain::exports::Dossier;
use domain::exports::markdown::{of_dossier, reading};
use serde_json::{Value, json};
use service::accounts::Auditor;
use storage::Window;
use storage::checklists::Filter as ItemFilter;
use storage::{blockers, checklists, criteria, plans, risks, verifications};

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

fn dossier(proof: &Auditor, registers: Registers) -> Dossier {
    let project = proof.project();
    let project = json!({ "id": proof.id(), "slug": "kiln", "name": "kiln", "words": project.words });
    let dossier = Dossier {
        organisation: None,
        project: serde_json::from_value(project).unwrap(),
        description: Default::default(),
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
    let (project, now, rows) = (proof.id(), at(), Window::first(100));
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

/// The registers without identities, times, places and accounts, each list in the order of names.
fn lasting(registers: &Registers) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(strip),
            Value::Object(fields) => {
                for key in [
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
                ] {
                    fields.remove(key);
                }
                fields.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(registers).unwrap();
    strip(&mut value);
    for list in value.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        list.sort_by_key(ToString::to_string);
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
            blocker(1, json!({
                "tier": 2, "tier_label": "Money", "title": "Refunds by hand", "category": "desk", "current": "a clerk | types", "required": "endpoint",
                "location": "src/refund_desk.rs:8", "owner": owner, "due": "2031-05-01", "links": ["https://tickets.example.org/T-1 T-1"],
                "body": "# Not a heading\n\n- seen *twice*", "state": "open",
                "waiver": { "reason": "Pilot only", "until": "2031-06-01", "by_name": "olga", "at": when }
            })),
            blocker(2, json!({
                "tier": 1, "tier_label": "Tier 1", "title": "Double charges", "state": "resolved",
                "resolution": { "at": when, "by_name": "olga", "evidence": "Load test:\n\n- none" }
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
