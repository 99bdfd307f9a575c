//! Bodies that are deep, endless, packed, or no text at all.

use super::world::small;
use crate::roles::{browser, server};
use axum::body::Body;
use http::Request;

/// As many marks as make a reader that steps down for each of them fall.
const DEEP: usize = 100_000;

#[tokio::test]
async fn json_that_is_nested_a_hundred_thousand_times_is_refused() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    let deep = format!("{}1{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let objects = format!("{}1{}", "{\"a\":".repeat(DEEP), "}".repeat(DEEP));
    let restore = format!("{{\"format\":\"holdpoint.project/1\",\"rows\":{deep}}}");
    for body in [&deep, &objects, &restore] {
        let answer = admin.upload_as("/restore", &[], "file", "project.json", body.as_bytes()).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        let staged = admin.upload("/projects/tide/import", "report.json", body.as_bytes()).await;
        assert!([303, 422].contains(&staged.status.as_u16()), "{}", staged.status);
        for door in ["/api/save-draft", "/api/preview-markdown"] {
            let request = Request::post(door).header("sec-fetch-site", "same-origin").header("content-type", "application/json");
            let answer = admin.send(request.header("accept", "application/json"), Body::from(body.clone())).await;
            assert!(!answer.status.is_success(), "{door}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn numbers_that_no_computer_holds_are_refused_or_read_as_text() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    let digits = "9".repeat(20_000);
    for number in [digits.as_str(), "1e400", "-1e400", "1e-400", "0.1e999999999", "NaN", "1_000"] {
        let report = format!(
            "# R\n\nDate: 2026-02-03\n\n## Scores\n\n| Category | Weight | Score |\n|---|---|---|\n| A | {number} | {number}/{number} |\n"
        );
        let staged = admin.upload("/projects/tide/import", "r.md", report.as_bytes()).await;
        assert_eq!(staged.status, 303, "{}", staged.text());
        assert_eq!(admin.get(staged.header("location")).await.status, 200, "{}", &number[..number.len().min(20)]);
        let json = format!("{{\"title\":\"R\",\"categories\":[{{\"name\":\"A\",\"weight\":{number},\"score\":{number}}}]}}");
        let staged = admin.upload("/projects/tide/import", "r.json", json.as_bytes()).await;
        assert!([303, 422].contains(&staged.status.as_u16()), "{}", staged.status);
        for (path, name) in [("/projects/tide/blockers", "page"), ("/projects/tide/trends", "weeks"), ("/projects", "older")] {
            let page = admin.get(&format!("{path}?{name}={number}")).await;
            assert!([200, 404].contains(&page.status.as_u16()), "{path} {}", page.status);
        }
        let metric = admin.post("/projects/tide/metrics/new", &[("name", "Load"), ("threshold", number), ("bound", "most")]).await;
        assert!([303, 422].contains(&metric.status.as_u16()), "{}", metric.status);
    }
}

#[tokio::test]
async fn a_packed_body_is_not_unpacked() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    // "name=x" packed by gzip; what counts is that nobody unpacks it.
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcbK\xccM\xb5\xad\x00\x00\x9a\x0e\xcb\x1e\x06\x00\x00\x00";
    for encoding in ["gzip", "deflate", "br", "zstd", "gzip, gzip, gzip"] {
        for path in ["/projects/tide/settings", "/sign-in", "/projects/views"] {
            let request = Request::post(path).header("sec-fetch-site", "same-origin").header("content-encoding", encoding);
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            let answer = owner.send(request, Body::from(&gzip[..])).await;
            assert!(answer.status.is_client_error(), "{encoding} {path}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn text_that_is_none_and_signs_that_end_a_text_are_refused_or_taken_out() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    for body in [
        "name=a%00b&slug=nul&description=x%00&tags=a%00",
        "name=%ff%fe&slug=broken&description=%c3%28&tags=%ed%a0%80",
        "name=%&slug=%zz&description=%u0041",
        "%00=%00",
        "=&=&==&&&",
    ] {
        for path in [
            "/projects/new",
            "/projects/tide/settings",
            "/projects/tide/blockers/new",
            "/sign-in",
            "/projects/views",
            "/projects/tide/members",
            "/projects/tide/checklists/bulk",
        ] {
            let request =
                Request::post(path).header("sec-fetch-site", "same-origin").header("content-type", "application/x-www-form-urlencoded");
            let answer = owner.send(request, Body::from(body)).await;
            assert!(!answer.status.is_server_error(), "{path} {body}: {} {}", answer.status, answer.text());
        }
    }
    for path in [
        "/projects/%00",
        "/projects/tide%00/blockers",
        "/projects/%ff",
        "/projects/tide/items/%00",
        "/search?q=%00",
        "/search?q=%ff%fe",
        "/projects?sort=%00&tag=%00",
        "/templates/%00",
        "/s/%00",
    ] {
        let answer = owner.get(path).await;
        assert!(!answer.status.is_server_error(), "{path}: {} {}", answer.status, answer.text());
    }
    assert!(
        server.scratch.rows().await.iter().all(|row| row.table.starts_with("search") || row.table == "sessions" || !row.holds("\u{0}"))
    );
}

#[tokio::test]
async fn text_with_signs_of_all_kinds_is_kept_or_refused_and_breaks_no_database() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    for text in [
        "a\u{0}b",
        "\u{0}",
        "a\u{7f}\u{1b}[31m",
        "\u{feff}x",
        "\u{202e}x",
        "\u{ffff}\u{fffe}",
        "x\u{301}".repeat(500).as_str(),
        "👩‍👩‍👧‍👦",
        "\r\n\r\n",
    ] {
        for (path, name) in [
            ("/projects/tide/blockers/new", "title"),
            ("/projects/tide/risks/new", "title"),
            ("/projects/tide/criteria/new", "text"),
            ("/projects/tide/plan/new", "focus"),
            ("/projects/tide/verifications/new", "command"),
            ("/projects/tide/checklists/new", "title"),
            ("/projects/views", "name"),
            ("/projects/tide/metrics/new", "name"),
        ] {
            let answer = owner
                .post(path, &[(name, text), ("tier", "1"), ("state", "open"), ("query", "sort=name"), ("body", text), ("owner", text)])
                .await;
            assert!(!answer.status.is_server_error(), "{path} {text:?}: {} {}", answer.status, answer.text());
        }
    }
}

#[tokio::test]
async fn markdown_that_is_built_to_take_for_ever_is_read_in_one_go() {
    let server = small().await;
    let auditor = browser(&server, "auditor").await;
    let marks = |text: &str| text.repeat(20_000);
    let deep = [
        marks("> "),
        marks("- "),
        marks("["),
        marks("*a_ "),
        marks("`"),
        marks("<a "),
        marks("![["),
        marks("| a "),
        marks("[x](#"),
        marks("**"),
        marks("&amp"),
        marks("#"),
    ];
    for text in deep {
        // Under the time limit of a request, as everybody else: what grows with the square would run into it and answer 503.
        let staged = auditor.upload("/projects/tide/import", "deep.md", format!("# R\n\n{text}").as_bytes()).await;
        assert_eq!(staged.status, 303, "{:?}", &text[..10]);
        assert_eq!(auditor.get(staged.header("location")).await.status, 200, "{:?}", &text[..10]);
        let preview = auditor.call_json("/api/preview-markdown", &serde_json::json!({ "text": text })).await;
        assert!(!preview.status.is_server_error(), "{:?}: {}", &text[..10], preview.status);
    }
}

#[tokio::test]
async fn a_form_of_a_hundred_thousand_fields_and_a_field_of_a_megabyte_are_refused() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    let many = (0..100_000).map(|at| format!("item={at}")).collect::<Vec<_>>().join("&");
    let long = format!("deed=tick&item={}", "a".repeat(1024 * 1024));
    for body in [many, long] {
        let request = Request::post("/projects/tide/checklists/bulk")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = owner.send(request, Body::from(body)).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
    }
    let title = "a".repeat(500_000);
    let answer = owner.post("/projects/tide/blockers/new", &[("title", &title), ("tier", "1")]).await;
    assert_eq!(answer.status, 422);
    let query = "tag=a&".repeat(10_000);
    assert!(!owner.get(&format!("/projects?{query}")).await.status.is_server_error());
}
