//! Comments, the bin, deeds on blockers and risks, and my work over HTTP: each form for every kind of visitor.

use crate::browser::Browser;
use crate::roles::{browser, server};

/// Where a form goes, what it sends, and who is the least that may send it.
type Deed<'a> = (String, Vec<(&'a str, &'a str)>, &'a str);

/// Makes a record with its form, and gives its path.
async fn made(visitor: &Browser<'_>, list: &str, form: &[(&str, &str)]) -> String {
    let answer = visitor.post(&format!("/projects/tide/{list}/new"), form).await;
    assert_eq!(answer.status, 303, "{list}: {}", answer.text());
    answer.header("location").split('?').next().unwrap().to_owned()
}

fn id(path: &str) -> &str {
    path.rsplit_once('/').unwrap().1
}

#[tokio::test]
async fn each_deed_obeys_those_who_may_and_nobody_else() {
    let server = server().await;
    let engineer = browser(&server, "engineer").await;
    // Who may not comes first, so that each deed meets the record as it was made.
    let (may_not_speak, may_not_edit) = ([("", 303), ("stranger", 404)], [("", 303), ("stranger", 404), ("viewer", 403)]);
    let blocker = made(&engineer, "blockers", &[("title", "Float is stuck"), ("tier", "1")]).await;
    let risk = made(&engineer, "risks", &[("title", "Loss of signal")]).await;
    let (of_blocker, of_risk) =
        ([("record-kind", "blocker"), ("record-id", id(&blocker))], [("record-kind", "risk"), ("record-id", id(&risk))]);
    let say = [&of_blocker[..], &[("comment", "Looked at it.")]].concat();
    let reason = ("reason", "As agreed.");
    let until = tomorrow();
    let forms: Vec<Deed<'_>> = vec![
        (format!("{blocker}/comments"), say, "viewer"),
        (format!("{blocker}/waive"), vec![reason, ("until", &until), ("version", "1")], "auditor"),
        (format!("{blocker}/waive-end"), vec![("version", "2")], "auditor"),
        (format!("{blocker}/resolve"), vec![("evidence", "It floats."), ("version", "3")], "engineer"),
        (format!("{blocker}/reopen"), vec![reason, ("version", "4")], "engineer"),
        (format!("{blocker}/delete"), [&of_blocker[..], &[("version", "5")]].concat(), "engineer"),
        ("/projects/tide/bin/restore".into(), of_blocker.to_vec(), "engineer"),
        (format!("{risk}/accept"), vec![reason, ("until", &until), ("approver", "Ana"), ("version", "1")], "auditor"),
        (format!("{risk}/withdraw"), vec![("version", "2")], "auditor"),
        (format!("{risk}/close"), vec![reason, ("version", "3")], "engineer"),
        (format!("{risk}/reopen"), vec![reason, ("version", "4")], "engineer"),
        (format!("{risk}/delete"), [&of_risk[..], &[("version", "5")]].concat(), "engineer"),
    ];
    for (path, form, least) in &forms {
        let mut visitors: Vec<(&str, u16)> = if *least == "viewer" { may_not_speak.to_vec() } else { may_not_edit.to_vec() };
        if *least == "auditor" {
            visitors.push(("engineer", 403));
        }
        visitors.push((least, 303));
        for (who, status) in visitors {
            let answer = browser(&server, who).await.post(path, form).await;
            assert_eq!(answer.status.as_u16(), status, "{path} for “{who}”: {}", answer.text());
            assert_eq!(answer.header("location").starts_with("/sign-in"), who.is_empty(), "{path} for “{who}”");
        }
    }
}

/// A day that is ahead whenever this runs.
fn tomorrow() -> String {
    service::now().plus_seconds(86_400).today().to_string()
}

#[tokio::test]
async fn a_comment_is_changed_taken_back_and_fetched_back_by_its_author_alone() {
    let server = server().await;
    let (engineer, viewer) = (browser(&server, "engineer").await, browser(&server, "viewer").await);
    let blocker = made(&engineer, "blockers", &[("title", "Float is stuck"), ("tier", "1")]).await;
    let said = [("record-kind", "blocker"), ("record-id", id(&blocker)), ("comment", "It is **rust**.")];
    assert_eq!(viewer.post(&format!("{blocker}/comments"), &said).await.status, 303);
    let page = viewer.get(&blocker).await.text();
    let comment = page.split("\"/projects/tide/comments/").nth(1).unwrap()[..36].to_owned();
    let path = format!("/projects/tide/comments/{comment}");
    let change = [("comment", "It is **salt**."), ("version", "1")];
    assert_eq!(engineer.post(&format!("{path}/edit"), &change).await.status, 422, "somebody else's words");
    assert_eq!(viewer.post(&format!("{path}/edit"), &change).await.status, 303);
    let activity = viewer.get("/projects/tide/activity").await.text();
    assert!(activity.contains("<del>It is **rust**.</del>") && activity.contains("<ins>It is **salt**.</ins>"), "{activity}");
    assert_eq!(engineer.post(&format!("{path}/delete"), &[("version", "2")]).await.status, 422);
    assert_eq!(viewer.post(&format!("{path}/delete"), &[("version", "2")]).await.status, 303);
    assert!(!viewer.get(&blocker).await.text().contains("<strong>salt</strong>"));
    assert_eq!(engineer.post(&format!("{path}/restore"), &[]).await.status, 404);
    assert_eq!(viewer.post(&format!("{path}/restore"), &[]).await.status, 303);
    assert!(viewer.get(&blocker).await.text().contains("<strong>salt</strong>"));
}

#[tokio::test]
async fn a_deed_on_an_older_version_shows_what_changed_and_keeps_what_was_typed() {
    let server = server().await;
    let (engineer, auditor) = (browser(&server, "engineer").await, browser(&server, "auditor").await);
    let risk = made(&engineer, "risks", &[("title", "Loss of signal"), ("likelihood", "2"), ("impact", "2")]).await;
    let worse = [("title", "Loss of signal"), ("likelihood", "4"), ("impact", "2"), ("polarity", "lower is better"), ("version", "1")];
    let changed = engineer.post(&format!("{risk}/edit"), &worse).await;
    assert_eq!(changed.status, 303, "{}", changed.text());
    let accept = [("reason", "Bearable for a week"), ("until", &*tomorrow()), ("approver", "Ana"), ("version", "1")];
    let stale = auditor.post(&format!("{risk}/accept"), &accept).await;
    let page = stale.text();
    assert_eq!(stale.status, 409);
    assert!(page.contains("What somebody changed meanwhile") && page.contains("Bearable for a week"), "{page}");
    assert!(page.contains("<del>unlikely</del>") && page.contains("<ins>likely</ins>"), "{page}");
}

#[tokio::test]
async fn one_ticks_ones_work_where_one_may_and_a_refused_deed_on_many_keeps_their_boxes() {
    let server = server().await;
    let engineer = browser(&server, "engineer").await;
    let list = engineer.post("/projects/tide/checklists/new", &[("title", "Before the flood")]).await;
    let list = list.header("location").split(['=', '&']).nth(1).unwrap().to_owned();
    let text = [("list", list.as_str()), ("text", "Read the gauge"), ("assignee", "engineer")];
    let item = engineer.post("/projects/tide/items/new", &text).await.header("location").split('?').next().unwrap().to_owned();
    assert!(engineer.get("/work").await.text().contains("Read the gauge"));
    let tick = [("project", "tide"), ("item", id(&item)), ("version", "1"), ("done", "yes")];
    for (who, status) in [("", 303), ("stranger", 404), ("viewer", 403), ("engineer", 303)] {
        let answer = browser(&server, who).await.post("/work/tick", &tick).await;
        assert_eq!(answer.status.as_u16(), status, "“{who}”: {}", answer.text());
    }
    assert!(!engineer.get("/work").await.text().contains("Read the gauge"));
    let chosen = format!("{}.2", id(&item));
    let refused = engineer.post("/projects/tide/checklists/bulk", &[("chosen", &*chosen), ("deed", "due"), ("due", "soon")]).await;
    assert_eq!(refused.status, 422);
    let page = refused.text();
    let choose = &page[page.find("name=\"chosen\"").unwrap()..][..120];
    assert!(choose.contains("checked"), "{choose}");
}

#[tokio::test]
async fn a_page_past_the_end_leads_back_and_a_tier_of_no_name_is_refused() {
    let server = server().await;
    let engineer = browser(&server, "engineer").await;
    made(&engineer, "blockers", &[("title", "Float is stuck"), ("tier", "1")]).await;
    let page = engineer.get("/projects/tide/blockers?page=999").await.text();
    assert!(page.contains("Page 999 is past the end") && page.contains("Go to the last page"), "{page}");
    let refused = engineer.post("/projects/tide/blockers/new", &[("title", "Mast leans"), ("tier", "9")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Choose a tier from the list.") && refused.text().contains("Mast leans"));
}
