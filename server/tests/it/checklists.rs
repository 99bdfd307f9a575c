//! Items through the pages: who may, what is refused in words, how files are handed out.

use crate::browser::Browser;
use crate::roles::{browser, server};
use crate::support::Answer;

/// The path of the first item; the project has one list with one item.
async fn item(owner: &Browser<'_>) -> String {
    let list = owner.post("/projects/tide/checklists/new", &[("title", "Before the flood")]).await;
    let list = list.header("location").split(['=', '&']).nth(1).unwrap().to_owned();
    let made = owner.post("/projects/tide/items/new", &[("list", &list), ("text", "Read the gauge"), ("due", "2031-01-01")]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    made.header("location").split('?').next().unwrap().to_owned()
}

/// Where the first link to a file leads.
fn file_link(page: &Answer) -> String {
    let text = page.text();
    let at = text.find("/projects/tide/evidence/").unwrap();
    text[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_of_evidence_is_handed_out_so_that_no_browser_runs_it() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let item = item(&owner).await;
    let content = b"<script>alert(1)</script>\n";
    let sent = owner.upload_as(&format!("{item}/evidence"), &[("kind", "file")], "file", "log \u{e9}.txt", content).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let link = file_link(&owner.get(&item).await);
    for (who, status) in [("viewer", 200), ("stranger", 404), ("", 303)] {
        let answer = browser(&server, who).await.get(&link).await;
        assert_eq!(answer.status.as_u16(), status, "{who}");
        if status == 200 {
            assert_eq!(answer.body, content);
            assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
            assert_eq!(answer.header("content-disposition"), "attachment; filename*=UTF-8''log%20%C3%A9.txt");
            assert_eq!(answer.header("content-security-policy"), "sandbox; default-src 'none'");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("cache-control"), "private, no-store");
        }
    }
}

#[tokio::test]
async fn evidence_that_cannot_be_kept_is_refused_at_its_field_and_nothing_typed_is_lost() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let item = item(&owner).await;
    let (path, file) = (format!("{item}/evidence"), [("kind", "file")]);
    let large = vec![b'a'; domain::checklists::MAX_FILE_BYTES + 1];
    let cases: [(&str, &[u8], u16, &str); 5] = [
        ("page.html", b"<h1>", 422, "is of a kind that is not kept"),
        ("shot.png", b"<svg/>", 422, "its content is something else"),
        ("run.log", b"", 422, "is empty"),
        ("run.log", &large, 422, "5 MiB"),
        ("", b"", 422, "Choose a file first."),
    ];
    for (name, content, status, words) in cases {
        let answer = owner.upload_as(&path, &file, "file", name, content).await;
        assert_eq!(answer.status.as_u16(), status, "{name}");
        assert!(answer.text().contains(words) && answer.text().contains("field-file-error"), "{name}: {}", answer.text());
    }
    let huge = owner.upload_as(&path, &file, "file", "run.log", &vec![b'a'; 7 * 1024 * 1024]).await;
    assert_eq!(huge.status, 413);
    let link = [("kind", "link"), ("address", "javascript:alert(1)"), ("label", "My run")];
    let refused = owner.upload_as(&path, &link, "none", "", b"").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("My run") && refused.text().contains("must begin with https://"), "{}", refused.text());
    let fits = owner.upload_as(&path, &file, "file", "run.log", &large[1..]).await;
    assert_eq!(fits.status, 303, "{}", fits.text());
}

#[tokio::test]
async fn the_pages_and_forms_of_an_item_are_for_those_who_may() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let item = item(&owner).await;
    for (who, page, edit, form) in [("stranger", 404, 404, 404), ("viewer", 200, 403, 403), ("engineer", 200, 200, 303)] {
        let browser = browser(&server, who).await;
        assert_eq!(browser.get(&item).await.status.as_u16(), page, "{who}");
        assert_eq!(browser.get(&format!("{item}/edit")).await.status.as_u16(), edit, "{who}");
        for (action, fields) in [
            ("tick", [("version", "1"), ("done", "yes")]),
            ("applies", [("version", "2"), ("reason", "No.")]),
            ("applies", [("version", "3"), ("applies", "yes")]),
            ("edit", [("version", "4"), ("text", "Read it twice")]),
            ("delete", [("version", "5"), ("record-kind", "item")]),
        ] {
            let id = item.rsplit('/').next().unwrap();
            let sent = [fields.as_slice(), &[("record-id", id)]].concat();
            let answer = browser.post(&format!("{item}/{action}"), &sent).await;
            assert_eq!(answer.status.as_u16(), form, "{action} for {who}: {}", answer.text());
        }
    }
    assert_eq!(owner.get(&item).await.status, 404, "it is in the bin");
}

#[tokio::test]
async fn a_stale_edit_shows_mine_and_theirs_and_loses_neither() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let item = item(&owner).await;
    let edit = |text| [("version", "1"), ("text", text), ("assignee", "the night shift")];
    assert_eq!(owner.post(&format!("{item}/edit"), &edit("Read the gauge at noon")).await.status, 303);
    let stale = owner.post(&format!("{item}/edit"), &edit("Read the gauge at dusk")).await;
    assert_eq!(stale.status, 409);
    let text = stale.text();
    assert!(text.contains("Read the gauge at noon") && text.contains("Read the gauge at dusk"), "{text}");
    assert!(text.contains(r#"name="version" value="2""#), "saving again is a decision: {text}");
}

#[tokio::test]
async fn a_pasted_list_is_looked_at_before_anything_is_saved() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let text = "# Pumps\n\n- [x] primed\n- tried <b>\n\nNot an item.\n";
    let form = [("text", text), ("list", ""), ("title", "Other"), ("headings", "on")];
    let looked = owner.post("/projects/tide/checklists/paste", &form).await;
    assert_eq!(looked.status, 200, "{}", looked.text());
    assert!(looked.text().contains("Add 2 items") && looked.text().contains("Not an item.") && looked.text().contains("tried &lt;b&gt;"));
    assert!(!owner.get("/projects/tide/checklists").await.text().contains("Pumps"));
    let added = owner.post("/projects/tide/checklists/paste", &[form.as_slice(), &[("then", "add")]].concat()).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let page = owner.get("/projects/tide/checklists").await.text();
    assert!(page.contains("Pumps") && page.contains("1 of 2 done"), "{page}");
    let empty = owner.post("/projects/tide/checklists/paste", &[("text", " "), ("then", "look")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("holds no items"), "{}", empty.text());
}

#[tokio::test]
async fn the_pages_of_an_item_and_a_list_ask_the_database_as_often_for_much_as_for_little() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let item = item(&owner).await;
    let page = owner.get(&item).await.text();
    let list = page.split("/projects/tide/checklists/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let pages = [
        item.clone(),
        format!("{item}/edit"),
        format!("/projects/tide/checklists/{list}"),
        format!("/projects/tide/items/new?list={list}"),
        "/projects/tide/checklists/paste".to_owned(),
    ];
    for round in 0..2 {
        let mut counts = Vec::new();
        for page in &pages {
            let before = server.db.queries();
            assert_eq!(owner.get(page).await.status, 200, "{page}");
            counts.push(server.db.queries() - before);
        }
        // Session, person, project and role come first: four on each page.
        assert_eq!(counts, [12, 8, 9, 6, 7], "item, its form, list, new item, paste; round {round}");
        for number in 0..5 {
            let link = [("kind", "link"), ("address", "https://ci.example.org/7")];
            assert_eq!(owner.upload_as(&format!("{item}/evidence"), &link, "none", "", b"").await.status, 303);
            let text = format!("Item {number}");
            owner.post("/projects/tide/items/new", &[("list", &list), ("text", &text)]).await;
            owner.post("/projects/tide/checklists/new", &[("title", &text)]).await;
        }
    }
}
