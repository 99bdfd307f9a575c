//! Texts that would like to be a part of the page.

use super::form::Kind;
use super::html::dangers;
use super::world::World;
use crate::browser::{Browser, encoded};
use crate::roles::{browser, server};
use std::collections::BTreeSet;

/// A word that stands in every one of them.
const MARK: &str = "zq7mark";

/// Texts that leave where they stand, or run where they stand.
const TEXTS: &[&str] = &[
    "<script>zq7mark()</script>",
    "\"><img src=x onerror=zq7mark()>",
    "' onmouseover='zq7mark()' x='",
    "</textarea></title></script><svg onload=zq7mark()>",
    "[zq7mark](javascript:zq7mark()) ![p](javascript:zq7mark()) <javascript:zq7mark()> [z]( JaVa\tScRiPt:zq7mark())",
    "[zq7mark](data:text/html;base64,PHNjcmlwdD4=) [e](&#106;avascript:zq7mark()) [v](vbscript:zq7mark()) ![i](//evil.example/zq7mark.png)",
    "javascript:zq7mark()//https://x.example",
    "<a href=\"javascript:zq7mark()\">z</a><iframe srcdoc=\"zq7mark\"></iframe><base href=//evil.example><style>*{}</style><math><mtext></mtext></math>",
    "```html\n<script>zq7mark()</script>\n```\n\n    <img onerror=zq7mark()>\n\n`<svg/onload=zq7mark()>`\n\n<!-- --!><script>zq7mark()</script>",
    "| <script>zq7mark()</script> | \"onload=zq7mark() |\n|---|---|\n| <img src=x onerror=zq7mark()> | x |",
    "{{zq7mark}} ${zq7mark} <%= zq7mark %> \u{2028}\u{202e}<zq7mark onclick=zq7mark()>",
];

/// Names of values that pages ask for.
const ASKED: [&str; 26] = [
    "q", "next", "done", "page", "talk", "sort", "tag", "kind", "project", "show", "state", "goal", "verdict", "group", "category",
    "older", "audit", "preset", "from", "to", "list", "record", "part", "name", "weeks", "unproved",
];

#[tokio::test]
async fn no_text_field_of_any_form_becomes_a_part_of_a_page() {
    let world = World::new().await;
    let admin = world.browser("admin").await;
    let visitor = Browser::new(&world.server);
    let (mut fields, mut taken) = (BTreeSet::new(), 0);
    for form in world.forms(&admin).await {
        // Whoever follows a link for newcomers goes on as the newcomer.
        let sender = if form.enters() { &visitor } else { &admin };
        // They end the session, or take the project out of use, in which nothing can be typed any more.
        if ["/sign-out", "/account", "/account/data"].contains(&form.action.as_str())
            || form.action.ends_with("/archive")
            || form.action.ends_with("/delete")
        {
            continue;
        }
        let texts: Vec<_> = form.fields.iter().filter(|field| field.kind == Kind::Text).map(|field| field.name.clone()).collect();
        if texts.is_empty() {
            continue;
        }
        fields.extend(texts.iter().map(|name| format!("{} {name}", form.shape())));
        for (at, text) in TEXTS.iter().enumerate() {
            for button in form.buttons() {
                // All at once, and each alone, for one that is refused keeps the others from being kept.
                let mut variants = vec![form.filled(button, |field| (field.kind == Kind::Text).then(|| (*text).to_owned()))];
                if at < 2 {
                    variants.extend(texts.iter().map(|name| {
                        let other = |kind: Kind, value: &str| (kind == Kind::Text && value.is_empty()).then(|| "Word".to_owned());
                        form.filled(
                            button,
                            |field| if field.name == *name { Some((*text).to_owned()) } else { other(field.kind, &field.value) },
                        )
                    }));
                }
                for values in variants {
                    let answer = form.send(sender, &form.action, &values).await;
                    assert_eq!(dangers(&answer.text(), MARK), Vec::<String>::new(), "{}: {text}", form.shape());
                    assert_ne!(answer.status, 500, "{}: {text}", form.shape());
                    taken += usize::from(answer.status == 303);
                }
            }
        }
    }
    assert!(fields.len() > 200 && taken > 300, "{} fields, {taken} taken", fields.len());
    let mut shown = 0;
    for (path, answer) in world.pages(&admin).await {
        if answer.header("content-type").starts_with("text/html") {
            shown += usize::from(answer.text().contains(MARK));
            assert_eq!(dangers(&answer.text(), MARK), Vec::<String>::new(), "{path}");
        }
    }
    assert!(shown > 30, "{shown} pages show what was typed");
}

#[tokio::test]
async fn no_word_of_an_address_becomes_a_part_of_a_page() {
    let world = World::new().await;
    let admin = world.browser("admin").await;
    for (path, _) in world.pages(&admin).await {
        let bare = path.split('?').next().unwrap_or_default();
        for text in &TEXTS[..4] {
            let query = ASKED.map(|name| format!("{name}={}", encoded(text))).join("&");
            let answer = admin.get(&format!("{bare}?{query}")).await;
            assert_ne!(answer.status, 500, "{bare}");
            if answer.header("content-type").starts_with("text/html") {
                assert_eq!(dangers(&answer.text(), MARK), Vec::<String>::new(), "{bare}?{query}");
            }
        }
        let below = admin.get(&format!("{bare}/{}", encoded(TEXTS[1]))).await;
        assert_eq!(dangers(&below.text(), MARK), Vec::<String>::new(), "{bare}/…");
    }
}

#[tokio::test]
async fn no_line_of_a_report_that_is_imported_becomes_a_part_of_a_page() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    for (at, text) in TEXTS.iter().enumerate() {
        let line = text.replace(['\n', '|'], " ");
        let report = format!(
            "# {line}\n\nDate: 2026-02-03\n\n{text}\n\n## Scores\n\n| Category | Weight | Score |\n|---|---|---|\n| {line} | 60 | 9/10 |\n\n\
             ## Strengths\n\n- **{line}** {line}\n\n## Blockers\n\n### Tier 1\n\n1. **{line}**\n   - Owner: {line}\n   - Evidence: {line}\n\n\
             ## Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n|---|---|---|---|\n| {line} | Low | High | {line} |\n\n## {line}\n\n- [ ] {line}\n\n## Commands to verify\n\n```bash\n{line}\n```\n"
        );
        let name = format!("{at}{}.md", line.replace(['"', '/', '\\', '\r'], ""));
        let staged = auditor.upload("/projects/tide/import", &name, report.as_bytes()).await;
        assert_eq!(staged.status, 303, "{}", staged.text());
        let preview = auditor.get(staged.header("location")).await;
        assert_eq!(dangers(&preview.text(), MARK), Vec::<String>::new(), "{text}");
        let (date, title) = (format!("2026-03-{:02}", at + 1), format!("Readiness {at}"));
        let saved = auditor.save_report(staged.header("location"), &[("title", title.as_str()), ("date", &date)]).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        let assessment = saved.header("location").split('?').next().unwrap_or_default().to_owned();
        for path in [assessment.clone(), format!("{assessment}/source")] {
            let page = auditor.get(&path).await.text();
            assert!(page.contains(MARK), "{path}");
            assert_eq!(dangers(&page, MARK), Vec::<String>::new(), "{path}");
        }
    }
    for page in [
        "",
        "/blockers",
        "/risks",
        "/checklists",
        "/verifications",
        "/report",
        "/summary",
        "/changes",
        "/activity",
        "/lint",
        "/import",
        "/trends",
        "/metrics",
    ] {
        let answer = auditor.get(&format!("/projects/tide{page}")).await;
        assert_eq!(dangers(&answer.text(), MARK), Vec::<String>::new(), "{page}");
    }
}

#[tokio::test]
async fn an_address_that_runs_is_no_link() {
    let server = super::world::small().await;
    let owner = browser(&server, "owner").await;
    let list = owner.get("/projects/tide/checklists").await.text();
    let item = crate::imports::field(&list, "item");
    for address in [
        "javascript:zq7mark()",
        "JAVASCRIPT:zq7mark()",
        "java\tscript:x",
        "data:text/html,zq7mark",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "https:zq7mark",
        "http://a b",
        "https://x\"onclick=zq7mark()",
    ] {
        let form = [("kind", "link"), ("address", address), ("label", "A link")];
        let answer = owner.upload_as(&format!("/projects/tide/items/{item}/evidence"), &form, "none", "", b"").await;
        assert_eq!(answer.status, 422, "{address}");
        assert_eq!(dangers(&answer.text(), MARK), Vec::<String>::new(), "{address}");
        let blocker = owner.post("/projects/tide/blockers/new", &[("title", "Held up"), ("tier", "1"), ("links", address)]).await;
        let shown = if blocker.status == 303 { owner.get(blocker.header("location")).await } else { blocker };
        assert_eq!(dangers(&shown.text(), MARK), Vec::<String>::new(), "{address}");
    }
}

#[tokio::test]
async fn an_answer_that_is_no_page_is_not_shown_as_one() {
    let world = World::new().await;
    let admin = world.browser("admin").await;
    let version = crate::imports::field(&admin.get("/projects/tide/settings").await.text(), "version");
    let sent = [("name", "<script>zq7mark()</script>"), ("description", ""), ("tags", ""), ("version", version.as_str())];
    assert_eq!(admin.post("/projects/tide/settings", &sent).await.status, 303);
    for (path, answer) in world.pages(&admin).await {
        let kind = answer.header("content-type");
        if answer.status == 200 && !kind.starts_with("text/html") {
            assert!(answer.header("x-content-type-options") == "nosniff", "{path}");
            let kept = answer.header("content-disposition").starts_with("attachment");
            let policy = answer.header("content-security-policy");
            assert!(kept || policy.starts_with("sandbox") || policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(!kind.is_empty() && !kind.contains("javascript"), "{path}: {kind}");
        }
    }
    let error = Browser::new(&world.server).get(&format!("/no-such/{}", encoded("<script>zq7mark()</script>"))).await;
    assert_eq!(dangers(&error.text(), MARK), Vec::<String>::new());
}
