//! Templates over HTTP: who publishes, what a refused text comes back with, what is handed out.

use crate::browser::Browser;
use crate::roles::{browser, server};
use domain::templates::Template;

const TOML: &str = "key = \"gauge\"\nname = \"Gauge <b>\"\nversion = 5\ndescription = \"<script>alert(1)</script>\"\n\
    categories = [{ key = \"float\", name = \"Float\", weight = 60, scale = \"percent\", guidance = \"**Look** at it.\" }]\n\
    checklists = [{ title = \"Before\", items = [{ text = \"Oil it\", blocking = true }] }]\n";

async fn publish(who: &Browser<'_>, text: &str) -> crate::support::Answer {
    who.post("/templates/new", &[("then", "publish"), ("text", text)]).await
}

#[tokio::test]
async fn everybody_publishes_and_only_the_author_or_an_administrator_goes_on() {
    let server = server().await;
    let author = browser(&server, "viewer").await;
    let made = publish(&author, TOML).await;
    assert_eq!((made.status.as_u16(), made.header("location")), (303, "/templates/gauge?done=published"));
    let text = TOML.replace("Float", "Floater");
    let next = [("then", "publish"), ("version", "1"), ("text", text.as_str())];
    for path in ["/templates/gauge/edit", "/templates/gauge/withdraw", "/templates/gauge/restore"] {
        for (who, status) in [("", 303), ("stranger", 403), ("owner", 403)] {
            let answer = browser(&server, who).await.post(path, &next).await;
            assert_eq!(answer.status.as_u16(), status, "{path} for “{who}”: {}", answer.text());
        }
    }
    assert_eq!(browser(&server, "stranger").await.get("/templates/gauge/edit").await.status, 403);
    let admin = browser(&server, "admin").await;
    assert_eq!(admin.post("/templates/gauge/edit", &next).await.header("location"), "/templates/gauge?done=next");
    let stale = author.post("/templates/gauge/edit", &next).await;
    let page = stale.text();
    assert!(stale.status == 409 && page.contains("Somebody published version 2 meanwhile"), "{page}");
    assert!(
        page.contains("Floater") && page.contains("name=\"version\" value=\"2\"") || page.contains("value=\"2\" name=\"version\""),
        "{page}"
    );
    let compared = author.get("/templates/gauge?from=1").await.text();
    assert!(compared.contains("From version 1 to version 2") && compared.contains("Category: Floater"), "{compared}");
    for (path, sentence) in [("withdraw", "This template is withdrawn"), ("restore", "The template is offered again")] {
        let answer = author.post(&format!("/templates/gauge/{path}"), &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert!(author.get(answer.header("location")).await.text().contains(sentence), "{path}");
    }
    assert_eq!(author.post("/templates/gauge/restore", &[]).await.status, 409, "it is offered already");
}

#[tokio::test]
async fn looking_changes_nothing_and_a_text_that_cannot_be_used_comes_back_with_its_place() {
    let server = server().await;
    let author = browser(&server, "viewer").await;
    let looked = author.post("/templates/new", &[("then", "look"), ("text", TOML)]).await;
    let page = looked.text();
    assert!(looked.status == 200 && page.contains("What was understood") && page.contains("Oil it"), "{page}");
    assert!(!page.contains("<script>") && !page.contains("Gauge <b>"), "{page}");
    assert_eq!(author.get("/templates/gauge").await.status, 404);
    let broken = format!("{TOML}\nname </textarea><script>");
    for then in ["look", "publish"] {
        let refused = author.post("/templates/new", &[("then", then), ("text", &broken)]).await;
        let page = refused.text();
        assert!(refused.status == 422 && page.contains("line 8, column"), "{page}");
        assert!(page.contains("&lt;/textarea&gt;&lt;script&gt;") && !page.contains("<script>"), "{page}");
    }
    let large = author.post("/templates/new", &[("then", "look"), ("text", &"#".repeat(3 << 20))]).await;
    assert!([413, 422].contains(&large.status.as_u16()), "{}", large.status);
}

#[tokio::test]
async fn a_template_is_handed_out_as_a_file_that_can_be_read_again() {
    let server = server().await;
    let reader = browser(&server, "stranger").await;
    publish(&reader, TOML).await;
    for (format, kind, read) in [
        ("toml", "application/toml; charset=utf-8", Template::from_toml as fn(&str) -> _),
        ("json", "application/json", Template::from_json),
    ] {
        let file = reader.get(&format!("/templates/gauge/file?format={format}&version=1")).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, kind));
        assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"gauge-1.{format}\""));
        assert!(file.header("content-security-policy").contains("sandbox") && file.header("cache-control").contains("no-store"));
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(read(&file.text()).unwrap().parts().version, 1);
    }
    for missing in ["format=xml", "version=2", "version=x"] {
        assert_eq!(reader.get(&format!("/templates/gauge/file?{missing}")).await.status, 404, "{missing}");
    }
    assert_eq!(browser(&server, "").await.get("/templates/gauge/file").await.status, 303);
    let schema = reader.get("/templates/schema").await;
    assert!(schema.header("content-type").starts_with("application/schema+json") && schema.text().contains("\"categories\""));
}

#[tokio::test]
async fn an_assessment_becomes_a_template_for_those_who_may_read_it() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let report =
        b"# Gauge audit\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n| Float | 60 | 90/100 |\n| Mast | 40 | 70/100 |\n";
    let staged = auditor.upload("/projects/tide/import", "report.md", report).await;
    let saved = auditor.save_report(staged.header("location"), &[("title", "Gauge audit"), ("date", "")]).await;
    let path = saved.header("location").split('?').next().unwrap().to_owned();
    for (who, status) in [("", 303), ("stranger", 404), ("viewer", 200), ("admin", 200)] {
        let browser = browser(&server, who).await;
        for page in ["template", "offer"] {
            assert_eq!(browser.get(&format!("{path}/{page}")).await.status.as_u16(), status, "{page} for “{who}”");
        }
    }
    let page = auditor.get(&format!("{path}/template")).await.text();
    assert!(page.contains("key = \"gauge-audit\"") && page.contains("name = \"Float\""), "{page}");
    assert!(auditor.get(&format!("{path}/offer")).await.text().contains("began with no template"));
    let seen = [("version", "1"), ("written", "0"), ("newest", "2")];
    for (who, status) in [("", 303), ("stranger", 404), ("viewer", 403), ("engineer", 403), ("auditor", 422)] {
        let answer = browser(&server, who).await.post(&format!("{path}/offer"), &seen).await;
        assert_eq!(answer.status.as_u16(), status, "“{who}”: {}", answer.text());
    }
}
