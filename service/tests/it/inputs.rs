//! Reports that are no Markdown: tables of values, results of tools, readings as JSON.

use crate::world::{REPORT, World, at};
use domain::exchange::inputs::to_json;
use domain::exchange::profile::Meaning;
use domain::exchange::{Column, FindingKind};
use domain::risks::Level;
use service::accounts::Auditor;
use service::assessments::{self, Overview};
use service::exchange::{ImportForm, Outcome, Saved, dry_run, learn, save, stage};
use service::{PageNumber, ServiceError, checklists};

const RISKS: &str = "Risk;Likelihood;Impact;Mitigation;Owner\nFog on the quay;high;low;\"Wait; then sail\";Ines\nIce;low;critical;;\n";

const TASKS: &str =
    "Section,Task,Done,Blocking\nBefore sailing,Look at the rudder,x,no\nBefore sailing,Count the vests,,yes\nAfter,Moor,,\n";

const SARIF: &str = r#"{
  "version": "2.1.0",
  "runs": [
    {
      "tool": { "driver": { "name": "Plumbline" } },
      "results": [
        { "ruleId": "PL7", "level": "error", "message": { "text": "The lock is never freed" },
          "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "src/lock.rs" }, "region": { "startLine": 12 } } } ] }
      ]
    }
  ]
}"#;

const SCORECARD: &str = r#"{
  "date": "2031-03-14T09:20:11Z",
  "repo": { "name": "example.org/ferry" },
  "scorecard": { "version": "v5.1.0" },
  "score": 6.5,
  "checks": [
    { "name": "Binary-Artifacts", "score": 10, "reason": "none found" },
    { "name": "Branch-Protection", "score": 3, "reason": "not complete" }
  ]
}"#;

async fn room() -> (World, Auditor) {
    let (world, olga) = World::with_project().await;
    let proof = olga.auditor(&world.db, "kiln").await.unwrap();
    (world, proof)
}

async fn saved(world: &World, proof: &Auditor, name: &str, text: &str) -> Saved {
    let source = stage(&world.db, &proof.importer(), name, text.into(), at()).await.unwrap();
    match save(&world.db, &proof.importer(), source, &ImportForm::default(), at()).await.unwrap() {
        Outcome::Saved(saved) => saved,
        Outcome::Already(id) => panic!("was {id} already"),
    }
}

async fn overview(world: &World, proof: &Auditor) -> Overview {
    assessments::overview(&world.db, proof, at()).await.unwrap()
}

#[tokio::test]
async fn a_table_of_risks_fills_the_register_of_risks() {
    let (world, proof) = room().await;
    assert_eq!(saved(&world, &proof, "risks.csv", RISKS).await.taken.added, 2);
    let risk = overview(&world, &proof).await.risks.into_iter().find(|risk| risk.title.as_str() == "Fog on the quay").unwrap();
    assert_eq!((risk.residual.likelihood, risk.residual.impact), (Some(Level::High), Some(Level::Low)));
    assert_eq!((risk.mitigation.as_str(), risk.owner.unwrap().name.as_str()), ("Wait; then sail", "Ines"));
}

#[tokio::test]
async fn a_table_of_tasks_fills_checklists() {
    let (world, proof) = room().await;
    saved(&world, &proof, "tasks.csv", TASKS).await;
    let page = checklists::list(&world.db, &proof, checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap();
    let rows: Vec<_> = page.items.rows.iter().map(|item| (item.text.as_str(), item.done.is_some(), item.blocking)).collect();
    assert_eq!(rows, [("Look at the rudder", true, false), ("Count the vests", false, true), ("Moor", false, false)]);
}

#[tokio::test]
async fn heads_that_only_the_project_knows_are_read_as_it_means_them() {
    let (world, proof) = room().await;
    let lines = [("Gefahr".to_owned(), Meaning::Column(Column::Risk)), ("Folge".to_owned(), Meaning::Column(Column::Impact))];
    learn(&world.db, &proof, &lines, at()).await.unwrap();
    saved(&world, &proof, "risks.csv", "Gefahr;Folge\nNebel;high\n").await;
    let risk = overview(&world, &proof).await.risks.remove(0);
    assert_eq!((risk.title.as_str(), risk.residual.impact), ("Nebel", Some(Level::High)));
}

#[tokio::test]
async fn results_of_a_tool_become_gaps_with_their_place() {
    let (world, proof) = room().await;
    let audit = saved(&world, &proof, "scan.sarif", SARIF).await.assessment;
    let finding = assessments::show(&world.db, &proof, audit, PageNumber::FIRST).await.unwrap().findings.rows.remove(0);
    assert_eq!((finding.kind, finding.title.as_str()), (FindingKind::Gap, "The lock is never freed"));
    assert!(finding.location.as_deref().is_some_and(|place| place.contains("src/lock.rs") && place.contains("12")), "{finding:?}");
}

#[tokio::test]
async fn a_scorecard_becomes_strengths_and_gaps_and_a_stated_score() {
    let (world, proof) = room().await;
    let audit = saved(&world, &proof, "scorecard.json", SCORECARD).await.assessment;
    let page = assessments::show(&world.db, &proof, audit, PageNumber::FIRST).await.unwrap();
    let kinds: Vec<FindingKind> = page.findings.rows.iter().map(|finding| finding.kind).collect();
    assert!(kinds.contains(&FindingKind::Strength) && kinds.contains(&FindingKind::Gap), "{kinds:?}");
    let summary = overview(&world, &proof).await.audits.remove(0);
    assert_eq!((summary.ordered_on.as_str(), summary.stated_score), ("2031-03-14", Some(6_500)));
    assert!(summary.assessment.title.as_str().contains("example.org/ferry"));
}

#[tokio::test]
async fn a_reading_comes_in_as_the_report_that_it_was_read_from() {
    let (world, olga) = World::with_project().await;
    world.project(&olga, "oven").await;
    let (kiln, oven) = (olga.auditor(&world.db, "kiln").await.unwrap(), olga.auditor(&world.db, "oven").await.unwrap());
    world.saved(&kiln, REPORT).await;
    let text = to_json(&dry_run("report.md", REPORT.as_bytes()).unwrap());
    saved(&world, &oven, "reading.json", &text).await;
    let (there, here) = (overview(&world, &kiln).await, overview(&world, &oven).await);
    let facts = |got: &Overview| {
        let titles: Vec<String> = got.blockers.iter().map(|row| format!("{} {:?} {:?}", row.title, row.owner, row.current)).collect();
        let risks: Vec<String> = got.risks.iter().map(|row| format!("{} {:?} {}", row.title, row.residual, row.mitigation)).collect();
        let current = got.current.as_ref().unwrap();
        let head = (current.summary.assessment.title.to_string(), current.summary.ordered_on.clone(), current.score.overall.clone());
        (
            titles,
            risks,
            head,
            got.checklists.iter().map(|(_, progress)| *progress).collect::<Vec<_>>(),
            got.criteria.len(),
            got.actions.len(),
        )
    };
    assert_eq!(format!("{:?}", facts(&here)), format!("{:?}", facts(&there)));
}

#[tokio::test]
async fn a_broken_document_is_refused_and_told_where() {
    let (world, proof) = room().await;
    for (name, text, place) in [
        ("reading.json", "{\n  \"format\": nothing\n}", "line 2, column"),
        ("scan.sarif", "{\"version\": \"2.1.0\",\n \"runs\": [", "line 2, column"),
        ("reading.json", "{\"format\": \"holdpoint.reading/9\"}", "“holdpoint.reading/9” is not known"),
        ("risks.csv", "Risk;Impact\nIce;\"low\n", "line 2, column"),
    ] {
        for refused in
            [stage(&world.db, &proof.importer(), name, text.into(), at()).await.map(drop), dry_run(name, text.as_bytes()).map(drop)]
        {
            let Err(ServiceError::Invalid { field: "report", message }) = refused else { panic!("{name}: {refused:?}") };
            assert!(message.contains(place) && message.ends_with('.'), "{name}: {message}");
        }
    }
}

#[tokio::test]
async fn a_document_of_data_that_holds_no_record_is_refused() {
    let (world, proof) = room().await;
    for (name, text) in [("scan.sarif", "{\"version\": \"2.1.0\", \"runs\": []}"), ("risks.csv", "Risk;Impact\n")] {
        let refused = stage(&world.db, &proof.importer(), name, text.into(), at()).await;
        let Err(ServiceError::Invalid { field: "report", message }) = &refused else { panic!("{name}: {refused:?}") };
        assert!(message.contains("record that can be imported"), "{message}");
    }
}
