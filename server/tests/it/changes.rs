//! What changed, over HTTP: the radar, two audits side by side, as files, and correcting a match.

use crate::browser::Browser;
use crate::roles::{browser, server};
use crate::support::Server;

const FIRST: &str = "# Spring\n\n**Date:** 2031-04-01\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n| Heat | 50% | 40/100 |\n\
    | Door & lock | 50% | 70/100 |\n\n## Risk register\n\n| Risk | Level |\n|---|---|\n| Documentation | Low |\n";
const SECOND: &str = "# Summer\n\n**Date:** 2031-07-01\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n| Heat | 50% | 80/100 |\n\
    | Door, lock and hinge | 50% | 56/100 |\n\n## Risk register\n\n| Risk | Level |\n|---|---|\n| Documentation | Medium |\n";

async fn report(owner: &Browser<'_>, text: &str) -> String {
    let staged = owner.upload("/projects/tide/import", "report.md", text.as_bytes()).await;
    let fields = text.lines().find_map(|line| line.strip_prefix("**Date:** ")).unwrap();
    let title = text.lines().next().unwrap().trim_start_matches("# ");
    let saved = owner.save_report(staged.header("location"), &[("title", title), ("date", fields)]).await;
    let path = saved.header("location").split('?').next().unwrap().to_owned();
    path.rsplit('/').next().unwrap().to_owned()
}

async fn two(server: &Server) -> String {
    let owner = browser(server, "owner").await;
    let (first, second) = (report(&owner, FIRST).await, report(&owner, SECOND).await);
    format!("/projects/tide/changes/{first}/{second}")
}

#[tokio::test]
async fn the_radar_lists_what_got_worse_though_the_score_rose() {
    let server = server().await;
    let empty = browser(&server, "viewer").await.get("/projects/tide/changes").await.text();
    assert!(empty.contains("No audit counts yet") && !empty.contains("Import a report<"), "{empty}");
    let path = two(&server).await;
    let page = browser(&server, "viewer").await.get("/projects/tide/changes").await.text();
    assert!(page.contains("+13") && page.contains("Everything that changed") && page.contains(&path), "{page}");
    let radar = page.split("What got worse").nth(1).unwrap().split("What changed").next().unwrap();
    for worse in ["Documentation", "<del>low</del>", "<ins>medium</ins>", "Door, lock and hinge"] {
        assert!(radar.contains(worse), "{worse}: {radar}");
    }
    assert!(!radar.contains(">Heat<"), "{radar}");
    let list = browser(&server, "viewer").await.get("/projects/tide/assessments").await.text();
    assert!(list.contains(&format!("href=\"{path}\"")), "{list}");
}

#[tokio::test]
async fn two_audits_stand_side_by_side_and_words_of_reports_are_no_markup() {
    let server = server().await;
    let path = two(&server).await;
    let viewer = browser(&server, "viewer").await;
    let page = viewer.get(&path).await.text();
    assert!(page.contains("matched with “Door &amp; lock” (similarity 0.80)"), "{page}");
    assert!(!page.contains("not the same?"), "a viewer corrects nothing: {page}");
    assert!(page.contains("not frozen: the registers of that day were not kept"), "{page}");
    let worse = viewer.get(&format!("{path}?group=worse&part=risk")).await.text();
    let rows = worse.split("id=\"rows\"").nth(1).unwrap();
    assert!(rows.contains("Documentation") && !rows.contains("Door, lock"), "{rows}");
    assert!(viewer.get(&format!("{path}?group=unchanged")).await.text().contains("Nothing here"));
    let swapped = path.rsplitn(3, '/').collect::<Vec<_>>();
    let swapped = format!("{}/{}/{}", swapped[2], swapped[0], swapped[1]);
    assert!(page.contains(&format!("href=\"{swapped}\"")) && viewer.get(&swapped).await.status == 200);
    let ends: Vec<&str> = path.rsplit('/').collect();
    let chosen = format!("/projects/tide/changes/choose?from={}&to={}", ends[1], ends[0]);
    assert_eq!(viewer.get(&chosen).await.header("location"), path);
    assert_eq!(viewer.get("/projects/tide/changes/choose?from=x&to=y").await.status, 404);
}

#[tokio::test]
async fn a_comparison_is_handed_out_as_markdown_and_json() {
    let server = server().await;
    let path = two(&server).await;
    let viewer = browser(&server, "viewer").await;
    let markdown = viewer.get(&format!("{path}/file?format=md")).await;
    assert_eq!(markdown.header("content-disposition"), "attachment; filename=\"changes-tide.md\"");
    assert!(
        markdown.text().contains("# Tide gauge: what changed") && markdown.text().contains("- Score: 55 % → 68 % (+13 points"),
        "{}",
        markdown.text()
    );
    let json: serde_json::Value = serde_json::from_slice(&viewer.get(&format!("{path}/file?format=json")).await.body).unwrap();
    assert_eq!((json["format"].as_str(), json["score"]["moved"].as_str()), (Some("holdpoint.changes/1"), Some("13/100")));
    for (who, status) in [("", 303), ("stranger", 404)] {
        assert_eq!(browser(&server, who).await.get(&format!("{path}/file?format=md")).await.status.as_u16(), status, "{who}");
    }
    assert_eq!(viewer.get(&format!("{path}/file?format=exe")).await.status, 404);
}

#[tokio::test]
async fn a_match_is_corrected_by_those_who_may_and_remembered() {
    let server = server().await;
    let path = two(&server).await;
    let form = format!("{path}/match?part=category&side=after&name=Door%2C%20lock%20and%20hinge");
    let none = [("is", ""), ("was", "Door & lock")];
    for (who, status) in [("", 303), ("stranger", 404), ("viewer", 403)] {
        let visitor = browser(&server, who).await;
        assert_eq!(visitor.get(&form).await.status.as_u16(), status, "{who}");
        assert_eq!(visitor.post(&form, &none).await.status.as_u16(), status, "{who}");
        assert_eq!(visitor.post(&format!("{path}/forget"), &[("id", "x")]).await.status.as_u16(), status, "{who}");
    }
    let engineer = browser(&server, "engineer").await;
    let page = engineer.get(&form).await.text();
    assert!(page.contains("similarity 0.80") && page.contains("None of the earlier audit"), "{page}");
    let saved = engineer.post(&form, &none).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = engineer.get(saved.header("location")).await.text();
    assert!(page.contains("Remembered.") && page.contains("does not mean the same as") && !page.contains("matched with"), "{page}");
    let nothing = engineer.post(&form, &[("is", ""), ("was", "")]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.text().contains("Choose the one that it is"), "{}", nothing.text());
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let gone = engineer.post(&format!("{path}/forget"), &[("id", &id)]).await;
    let page = engineer.get(gone.header("location")).await.text();
    assert!(page.contains("Taken back.") && page.contains("similarity 0.80"), "{page}");
    assert_eq!(engineer.get(&format!("{path}/match?part=category&side=after&name=Nothing")).await.status, 404);
}

#[tokio::test]
async fn a_large_comparison_is_shown_in_pages_that_can_be_loaded() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let long = |day: &str, word: &str| {
        let gaps = (0..1500).map(|at| format!("- Gap {word}{at} in the wall of shelf {at}")).collect::<Vec<String>>().join("\n");
        format!("# Audit {word}\n\n**Date:** {day}\n\n## Gaps\n\n{gaps}")
    };
    let (first, second) = (report(&owner, &long("2031-04-01", "a")).await, report(&owner, &long("2031-07-01", "b")).await);
    let path = format!("/projects/tide/changes/{first}/{second}");
    let page = owner.get(&path).await;
    assert!(page.body.len() < 500_000, "{}", page.body.len());
    let last = owner.get(&format!("{path}?page=9999")).await;
    assert!(last.status == 200 && last.text().contains("Gap"), "{}", last.text());
    assert!(owner.get("/projects/tide/changes").await.body.len() < 500_000);
}
