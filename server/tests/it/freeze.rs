//! Freezing over HTTP: who may, what is asked first, and the document that is handed out.

use crate::browser::Browser;
use crate::cli::run;
use crate::roles::{browser, server};

const REPORT: &str = "# Readiness of the gauge\n\nDate: 2031-02-03\n\n**Overall score: 80/100**\n\n## Scores\n\n\
    | Category | Weight | Score |\n|---|---|---|\n| Sensors | 60 | 90/100 |\n| Alarms | 30 | 50/100 |\n";

async fn imported(auditor: &Browser<'_>) -> String {
    let staged = auditor.upload("/projects/tide/import", "report.md", REPORT.as_bytes()).await;
    let saved = auditor.save_report(staged.header("location"), &[("title", "Readiness <b>"), ("date", "2031-02-03")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    saved.header("location").split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn auditors_freeze_once_they_have_looked_and_members_read_the_document() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let path = imported(&auditor).await;
    assert!(auditor.get(&path).await.text().contains("Freeze …"));
    assert!(!browser(&server, "engineer").await.get(&path).await.text().contains("Freeze …"));
    let (freeze, snapshot) = (format!("{path}/freeze"), format!("{path}/snapshot"));
    assert_eq!(auditor.get(&snapshot).await.status, 404, "there is none yet");
    let before = auditor.get(&freeze).await.text();
    assert!(before.contains("The weights add up to 90") && before.contains("stated score"), "{before}");
    let unseen = auditor.post(&freeze, &[("version", "1"), ("written", "0")]).await;
    assert!(unseen.status == 422 && unseen.text().contains("Look at the points below"), "{}", unseen.text());
    let looked = [("version", "1"), ("written", "0"), ("looked", "on")];
    for (who, status) in [("", 303), ("stranger", 404), ("viewer", 403), ("engineer", 403), ("auditor", 303), ("owner", 409)] {
        let answer = browser(&server, who).await.post(&freeze, &looked).await;
        assert_eq!(answer.status.as_u16(), status, "“{who}”: {}", answer.text());
    }
    let again = auditor.post(&freeze, &[("version", "2"), ("written", "0"), ("looked", "on")]).await;
    assert!(again.text().contains("frozen already"), "{}", again.text());
    let document = browser(&server, "viewer").await.get(&snapshot).await;
    assert!(document.status == 200 && document.header("content-disposition").contains("attachment"));
    let digest = domain::digest::sha256(&document.body);
    let sealed = browser(&server, "viewer").await.get(&freeze).await.text();
    assert!(sealed.contains(&digest) && sealed.contains("Intact") && !sealed.contains("Readiness <b>"), "{sealed}");
    assert!(!auditor.get(&path).await.text().contains("Freeze …"));
    verified(&document.body, &digest);
    assert_eq!(browser(&server, "stranger").await.get(&snapshot).await.status, 404);
}

/// Outside of the installation: the whole document, another digest, and one digit changed.
fn verified(document: &[u8], digest: &str) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kept.json"), document).unwrap();
    let changed = String::from_utf8(document.to_vec()).unwrap().replacen("\"90\"", "\"91\"", 1);
    std::fs::write(folder.path().join("changed.json"), changed).unwrap();
    let verify = |file: &str, more: &[&str]| run(folder.path(), &[&["verify-snapshot", file][..], more].concat(), "", &[]);
    let whole = verify("kept.json", &["--sha256", digest]);
    let text = String::from_utf8(whole.stdout).unwrap();
    assert!(whole.status.code() == Some(0) && text.contains(digest) && text.contains("76.67 %, exactly 23/30"), "{text}");
    let other = verify("kept.json", &["--sha256", &"0".repeat(64)]);
    assert_eq!(other.status.code(), Some(3));
    let changed = verify("changed.json", &[]);
    let words = String::from_utf8(changed.stderr).unwrap();
    assert!(changed.status.code() == Some(3) && words.contains("does not follow from its categories"), "{words}");
    assert_eq!(verify("nothing.json", &[]).status.code(), Some(1));
}
