//! Files that are not what they say, or that a browser could run.

use super::world::small;
use crate::browser::Browser;
use crate::imports::field;
use crate::outwards::png;
use crate::roles::{browser, server};
use crate::support::Answer;
use std::collections::BTreeSet;

const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>";
const HTML: &[u8] = b"<!doctype html><script>alert(1)</script>";

async fn evidence(owner: &Browser<'_>, name: &str, content: &[u8]) -> (String, Answer) {
    let item = field(&owner.get("/projects/tide/checklists").await.text(), "item");
    let path = format!("/projects/tide/items/{item}");
    let answer = owner.upload_as(&format!("{path}/evidence"), &[("kind", "file")], "file", name, content).await;
    (path, answer)
}

#[tokio::test]
async fn a_picture_that_can_run_is_not_kept_as_evidence() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    let polyglot = [&b"GIF89a/*"[..], HTML].concat();
    for (name, content) in [
        ("a.svg", SVG),
        ("a.svgz", SVG),
        ("a.html", HTML),
        ("a.xhtml", HTML),
        ("a.xml", SVG),
        ("a.js", &b"alert(1)"[..]),
        ("a.png", SVG),
        ("a.png", HTML),
        ("a.jpg", &polyglot[..]),
        ("a.pdf", HTML),
        ("a.png.svg", SVG),
        ("a.svg.", SVG),
        ("a.svg ", SVG),
        ("a.svg\u{0}.png", SVG),
        ("a.exe", b"MZ"),
        (".htaccess", b"x"),
        ("a", b"x"),
    ] {
        let (_, answer) = evidence(&owner, name, content).await;
        assert_eq!(answer.status, 422, "{name}: {}", answer.text());
    }
    assert!(server.scratch.rows().await.iter().all(|row| !row.table.starts_with("evidence")));
}

#[tokio::test]
async fn what_is_kept_as_text_is_handed_out_to_be_kept_and_never_shown() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    let mut seen = BTreeSet::new();
    for (name, content, kind) in [
        ("a.txt", HTML, "text/plain; charset=utf-8"),
        ("a.md", SVG, "text/markdown; charset=utf-8"),
        ("a.csv", &b"=cmd|' /C calc'!A0,<script>"[..], "text/csv; charset=utf-8"),
        ("a.json", b"{\"a\":\"</script><script>alert(1)</script>\"}", "application/json"),
        ("a.gif", b"GIF89a/*<script>alert(1)</script>", "image/gif"),
    ] {
        let (path, added) = evidence(&owner, name, content).await;
        assert_eq!(added.status, 303, "{name}: {}", added.text());
        let id = super::world::newest(&owner, &path, &mut seen).await;
        let file = owner.get(&format!("/projects/tide/evidence/{id}")).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, kind), "{name}");
        assert!(file.header("content-disposition").starts_with("attachment"), "{name}");
        assert!(file.header("content-security-policy").starts_with("sandbox; default-src 'none'"), "{name}");
        assert_eq!(file.header("x-content-type-options"), "nosniff", "{name}");
        assert_eq!(file.body, content, "{name}");
    }
}

#[tokio::test]
async fn a_logo_is_a_picture_and_nothing_else() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    let half = &png()[..20];
    let huge = {
        // 100,000 points wide and high: ten gigabytes, where somebody unpacked it.
        let mut bytes = png();
        bytes[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        bytes
    };
    for content in [
        SVG,
        HTML,
        b"GIF89a",
        b"<?xml version='1.0'?><svg/>",
        half,
        &huge[..],
        b"\x89PNG\r\n\x1a\n<svg onload=alert(1)>",
        b"\xff\xd8\xff<script>",
        b"%PDF-1.4",
        b"RIFF....WEBP",
    ] {
        for name in ["logo.png", "logo.svg", "logo.jpg"] {
            let answer = admin.upload_as("/organisation", &[("version", ""), ("name", "Harbour")], "logo", name, content).await;
            assert_eq!(answer.status, 422, "{name} {content:?}: {}", answer.text());
        }
    }
    assert!(server.scratch.rows().await.iter().all(|row| row.table != "organisation"));
    // A picture with a page behind it is shown as the picture that it is, in a box of its own.
    let both = [png(), HTML.to_vec()].concat();
    let answer = admin.upload_as("/organisation", &[("version", ""), ("name", "Harbour")], "logo", "logo.png", &both).await;
    if answer.status == 303 {
        let logo = admin.get("/organisation/logo").await;
        assert_eq!(logo.header("content-type"), "image/png");
        assert_eq!(logo.header("x-content-type-options"), "nosniff");
        assert!(logo.header("content-security-policy").starts_with("sandbox"));
    }
}

#[tokio::test]
async fn a_report_is_text_and_whatever_else_is_handed_in_is_read_as_text_or_refused() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let entity = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;&a;</x>";
    for (name, content) in [
        ("a.xml", &entity[..]),
        ("a.md", entity),
        ("a.xlsx", b"PK\x03\x04broken"),
        ("a.svg", SVG),
        ("a.html", HTML),
        ("a.md", b"\x00\x01\x02\xff\xfe"),
    ] {
        let answer = auditor.upload("/projects/tide/import", name, content).await;
        assert!([303, 422].contains(&answer.status.as_u16()), "{name}: {}", answer.status);
        if answer.status == 303 {
            let page = auditor.get(answer.header("location")).await.text();
            assert!(!page.contains("root:x:0:0"), "no entity is followed");
            assert_eq!(super::html::dangers(&page, "alert(1)"), Vec::<String>::new(), "{name}");
        }
    }
}
