//! Archives that are larger inside, lead outside, or hold more than anybody reads.

use crate::browser::Browser;
use crate::roles::{browser, server};
use crate::support::{Answer, Server};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn archive<'a>(entries: impl IntoIterator<Item = (String, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn handed_in(auditor: &Browser<'_>, bytes: &[u8]) -> Answer {
    auditor.upload("/projects/tide/import", "reports.zip", bytes).await
}

async fn sources(server: &Server) -> usize {
    server.scratch.rows().await.iter().filter(|row| row.table == "sources").count()
}

#[tokio::test]
async fn an_archive_that_is_a_thousand_times_larger_inside_is_refused() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let much = vec![b'a'; 2 * 1024 * 1024];
    let bomb = archive((0..40).map(|at| (format!("{at}.md"), &much[..])));
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    let answer = handed_in(&auditor, &bomb).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(answer.text().contains("MiB together"), "{}", answer.text());
    // One entry of hundreds of megabytes is read as far as a report may go, and no further.
    let one = vec![b'a'; 64 * 1024 * 1024];
    let bomb = archive([("one.md".to_owned(), &one[..])]);
    let answer = handed_in(&auditor, &bomb).await;
    assert!([303, 422].contains(&answer.status.as_u16()), "{}", answer.status);
    assert_eq!(sources(&server).await, 0, "too large to be a report");
}

#[tokio::test]
async fn an_archive_of_very_many_entries_is_refused() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let many = archive((0..10_001).map(|at| (format!("{at}.bin"), &b""[..])));
    let answer = handed_in(&auditor, &many).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    let reports = archive((0..201).map(|at| (format!("{at}.md"), &b"# x\n"[..])));
    assert_eq!(handed_in(&auditor, &reports).await.status, 422);
    assert_eq!(sources(&server).await, 0);
}

#[tokio::test]
async fn a_name_in_an_archive_leads_nowhere() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let marker = "holdpoint-escaped.md";
    let names = [
        format!("../../../../../../tmp/{marker}"),
        format!("/tmp/{marker}"),
        format!("..\\..\\{marker}"),
        format!("a/../../{marker}"),
        "C:\\x.md".into(),
    ];
    let zip = archive(names.iter().map(|name| (name.clone(), &b"# Escaped\n"[..])));
    let answer = handed_in(&auditor, &zip).await;
    assert!([303, 422].contains(&answer.status.as_u16()), "{}", answer.text());
    for path in [format!("/tmp/{marker}"), format!("../{marker}"), marker.to_owned()] {
        assert!(!std::path::Path::new(&path).exists(), "{path}");
    }
    if answer.status == 303 {
        let page = auditor.get(answer.header("location")).await;
        assert_eq!(super::html::dangers(&page.text(), "Escaped"), Vec::<String>::new());
    }
}

#[tokio::test]
async fn an_archive_in_an_archive_and_a_broken_one_are_not_opened() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let inner = archive([("inner.md".to_owned(), &b"# Inner\n"[..])]);
    let nested = archive([("inner.zip".to_owned(), &inner[..])]);
    assert_eq!(handed_in(&auditor, &nested).await.status, 422);
    // Called a report, it is read as the bytes that it is.
    let disguised = archive([("inner.md".to_owned(), &inner[..])]);
    let answer = handed_in(&auditor, &disguised).await;
    assert!([303, 422].contains(&answer.status.as_u16()), "{}", answer.status);
    let whole = archive([("a.md".to_owned(), &b"# A\n"[..])]);
    for cut in [4, 10, 30, whole.len() / 2, whole.len() - 1] {
        let answer = handed_in(&auditor, &whole[..cut]).await;
        assert_eq!(answer.status, 422, "{cut}: {}", answer.text());
    }
    let mut lying = whole.clone();
    // The size that the directory states: four gigabytes.
    let place = lying.windows(4).position(|four| four == b"PK\x01\x02").unwrap() + 24;
    lying[place..place + 4].copy_from_slice(&[0xff, 0xff, 0xff, 0xfe]);
    let answer = handed_in(&auditor, &lying).await;
    assert!([303, 422].contains(&answer.status.as_u16()), "{}", answer.status);
}
