//! Names that would like to be a header.

use super::world::small;
use crate::browser::Browser;
use crate::imports::field;
use crate::roles::browser;
use crate::support::Answer;
use std::collections::BTreeSet;

const NAMES: &[&str] = &[
    "a\r\nSet-Cookie: forged=1\r\nx.txt",
    "a\"; filename=\"evil.exe\".txt",
    "a'; x=y; .txt",
    "../../../etc/passwd.txt",
    "..\\..\\boot.txt",
    "\u{202e}txt.exe.txt",
    "a;b=c.txt",
    "a%0d%0aSet-Cookie:forged=1.txt",
    "ä ö – 日本 👍.txt",
    "a\u{0}b.txt",
    "a\n.txt",
    "=cmd.txt",
];

fn check(answer: &Answer, name: &str) {
    let line = answer.header("content-disposition");
    assert!(line.starts_with("attachment; filename"), "{name:?}: {line}");
    assert!(line.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{name:?}: {line}");
    assert!(!answer.headers.contains_key("set-cookie") || !answer.header("set-cookie").contains("forged"), "{name:?}");
    // One name, in one pair of quotes or in the coded form, in which no sign ends it.
    let value = line.trim_start_matches("attachment; filename");
    match value.strip_prefix("*=UTF-8''") {
        Some(coded) => assert!(coded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%-._~".contains(&byte)), "{name:?}: {line}"),
        None => assert!(
            value.starts_with("=\"") && value.ends_with('"') && value.matches('"').count() == 2 && !value.contains([';', '\\', '/']),
            "{name:?}: {line}"
        ),
    }
    for turning in ["%E2%80%AE", "%0D", "%0A", "%00", "%2F", "%5C"] {
        assert!(!line.contains(turning), "{name:?}: {line}");
    }
}

/// A file as somebody sends it who writes the request by hand: the name stands in a form that may hold any byte.
async fn evidence(owner: &Browser<'_>, item: &str, name: &str) -> Answer {
    let name: String = name
        .chars()
        .map(|ch| match ch {
            '"' => "%22".to_owned(),
            '\r' => "%0D".to_owned(),
            '\n' => "%0A".to_owned(),
            other => other.to_string(),
        })
        .collect();
    owner.upload_as(&format!("/projects/tide/items/{item}/evidence"), &[("kind", "file")], "file", &name, b"fine").await
}

#[tokio::test]
async fn the_name_of_a_file_that_is_handed_out_adds_no_header() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    let item = field(&owner.get("/projects/tide/checklists").await.text(), "item");
    let (mut handed, mut seen) = (0, BTreeSet::new());
    for name in NAMES {
        let added = evidence(&owner, &item, name).await;
        if added.status != 303 {
            assert_eq!(added.status, 422, "{name:?}");
            continue;
        }
        let id = super::world::newest(&owner, &format!("/projects/tide/items/{item}"), &mut seen).await;
        check(&owner.get(&format!("/projects/tide/evidence/{id}")).await, name);
        handed += 1;
    }
    assert!(handed > 5, "{handed}");
}

#[tokio::test]
async fn the_name_of_a_project_or_of_an_audit_adds_no_header_to_what_is_exported() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    for name in NAMES {
        let version = field(&owner.get("/projects/tide/settings").await.text(), "version");
        let renamed =
            owner.post("/projects/tide/settings", &[("name", name), ("description", ""), ("tags", ""), ("version", &version)]).await;
        if renamed.status != 303 {
            assert_eq!(renamed.status, 422, "{name:?}");
            continue;
        }
        for format in ["markdown", "csv"] {
            let asked = owner
                .post("/projects/tide/exports", &[("format", format), ("audit", "present"), ("preset", "auditor"), ("registers", "on")])
                .await;
            assert_eq!(asked.status, 303, "{format}: {}", asked.text());
            let path = asked.header("location").trim_end_matches("/file").to_owned();
            let file = fetched(&owner, &format!("{path}/file")).await;
            check(&file, name);
        }
        check(&owner.get("/projects.csv").await, name);
    }
}

/// The file, once it is made.
async fn fetched(owner: &Browser<'_>, path: &str) -> Answer {
    for _ in 0..200 {
        let answer = owner.get(path).await;
        if answer.status == 200 && !answer.header("content-disposition").is_empty() {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("{path} was not made");
}
