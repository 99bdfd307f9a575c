//! The audit log over HTTP and at the command line.

use crate::browser::{Browser, PASSWORD};
use crate::cli::run;
use crate::roles::{browser, server};
use crate::support::Server;

async fn wrong_password(server: &Server) {
    let somebody = Browser::new(server);
    assert_eq!(somebody.sign_in("owner@example.org", "not the password").await.status, 422);
}

#[tokio::test]
async fn administrators_read_the_log_and_narrow_it() {
    let server = server().await;
    wrong_password(&server).await;
    let admin = browser(&server, "admin").await;
    let text = admin.get("/audit").await.text();
    assert!(text.contains("failed to sign in as owner") && !text.contains("not the password") && !text.contains(PASSWORD), "{text}");
    assert!(text.contains("<del>nothing</del>") && text.contains("<ins>viewer</ins>"), "{text}");
    let narrowed = admin.get("/audit?kind=user.sign_in_failed").await.text();
    assert!(narrowed.contains("failed to sign in") && narrowed.matches("class=\"event\"").count() == 1, "{narrowed}");
    let nothing = admin.get("/audit?text=zebra&from=2020-01-01&to=2020-01-02").await.text();
    assert!(nothing.contains("No line is like that"), "{nothing}");
    let wrong = admin.get("/audit?address=somewhere").await;
    assert!(wrong.status == 200 && wrong.text().contains("type it whole"), "{}", wrong.text());
    let reflected = admin.get("/audit?text=%3Cscript%3Ealert(1)%3C/script%3E").await.text();
    assert!(!reflected.contains("<script>alert"), "{reflected}");
}

#[tokio::test]
async fn the_log_is_taken_along_as_a_file_that_is_noted() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    for (format, media) in [("csv", "text/csv"), ("json", "application/x-ndjson")] {
        let file = admin.post("/audit/export", &[("format", format), ("kind", "member.set")]).await;
        assert_eq!(file.status, 200, "{}", file.text());
        assert!(file.header("content-type").starts_with(media), "{}", file.header("content-type"));
        assert!(file.header("content-disposition").starts_with("attachment; filename=\"audit-"));
        assert_eq!((file.header("x-content-type-options"), file.header("cache-control")), ("nosniff", "private, no-store"));
        assert!(file.text().contains("member.set") && !file.text().contains("user.signed_in"), "{}", file.text());
    }
    assert_eq!(admin.post("/audit/export", &[("format", "exe")]).await.status, 422);
    assert!(admin.get("/audit?kind=audit.exported").await.text().contains("took the audit log along as CSV: kind member.set"));
}

#[tokio::test]
async fn verification_says_whether_the_log_is_whole_and_what_to_note() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    let whole = admin.post("/audit/verify", &[("expect", "")]).await.text();
    assert!(whole.contains("The log is whole"), "{whole}");
    let cut = format!("9999:{}", "0".repeat(64));
    let other = admin.post("/audit/verify", &[("expect", &cut)]).await.text();
    assert!(other.contains("not as it was written") && other.contains("its end was cut off"), "{other}");
    assert_eq!(admin.post("/audit/verify", &[("expect", "x")]).await.status, 422);
}

#[tokio::test]
async fn retention_is_refused_with_what_was_typed_and_saved_once() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    let refused = admin.post("/audit/retention", &[("version", "0"), ("security", "soon"), ("access", "30")]).await;
    let text = refused.text();
    assert!(refused.status == 422 && text.contains("value=\"soon\"") && text.contains("number from 0 to 36525"), "{text}");
    let form = [("version", "0"), ("security", "400"), ("changes", "0"), ("access", "30"), ("log_reading", "on")];
    assert_eq!(admin.post("/audit/retention", &form).await.status, 303);
    assert_eq!(admin.post("/audit/retention", &form).await.status, 409, "somebody was faster");
    let shown = admin.get("/audit/retention").await.text();
    assert!(shown.contains("value=\"400\"") && shown.contains("checked"), "{shown}");
    assert!(admin.get("/audit?kind=policy.changed").await.text().contains("<ins>400 days</ins>"));
}

#[test]
fn the_command_prints_the_head_and_its_exit_code_tells_a_broken_log() {
    let folder = tempfile::tempdir().unwrap();
    let added = run(folder.path(), &["user", "add", "ada@example.org", "--name", "Ada", "--generate"], "", &[]);
    assert_eq!(added.status.code(), Some(0));
    let json = run(folder.path(), &["audit", "verify", "--format", "json"], "", &[]);
    assert_eq!(json.status.code(), Some(0), "{json:?}");
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let head = format!("{}:{}", report["seq"], report["hash"].as_str().unwrap());
    assert_eq!(report["lines"], 1);
    let text = run(folder.path(), &["audit", "verify", "--expect", &head], "", &[]);
    let out = String::from_utf8(text.stdout).unwrap();
    assert!(text.status.code() == Some(0) && out.contains(&head) && out.contains("goes through the place"), "{out}");
    let other = format!("1:{}", "0".repeat(64));
    let broken = run(folder.path(), &["audit", "verify", "--expect", &other], "", &[]);
    assert_eq!(broken.status.code(), Some(4));
    assert!(String::from_utf8(broken.stdout).unwrap().contains("No. 1: the log was another when this place was noted."));
    assert_eq!(run(folder.path(), &["audit", "verify", "--expect", "x"], "", &[]).status.code(), Some(2));
}
