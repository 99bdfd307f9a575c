//! Groups over HTTP: what their pages show, and what is refused with what was typed.

use crate::browser::Browser;
use crate::roles::{browser, server};

async fn made(admin: &Browser<'_>, name: &str) -> String {
    let made = admin.post("/groups", &[("name", name), ("purpose", "")]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    made.header("location").split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_group_opens_a_project_to_a_stranger_and_the_members_page_says_why() {
    let server = server().await;
    let (admin, owner, stranger) = (browser(&server, "admin").await, browser(&server, "owner").await, browser(&server, "stranger").await);
    let group = made(&admin, "Night <b>shift</b>").await;
    assert_eq!(admin.post(&format!("{group}/add"), &[("email", "stranger@example.org")]).await.status, 303);
    assert_eq!(stranger.get("/projects/tide").await.status, 404);
    let given = owner.post("/projects/tide/members/groups", &[("group", "night <B>shift</B>"), ("group-role", "engineer")]).await;
    assert_eq!(given.status, 303, "{}", given.text());
    assert_eq!(stranger.get("/projects/tide").await.status, 200);
    assert_eq!(stranger.get("/projects/tide/blockers/new").await.status, 200);
    assert!(stranger.get("/projects").await.text().contains("Tide gauge"));
    let page = owner.get("/projects/tide/members").await.text();
    assert!(page.contains("group Night &lt;b&gt;shift&lt;/b&gt;") && !page.contains("<b>shift"), "{page}");
    let id = group.rsplit_once('/').unwrap().1;
    assert_eq!(owner.post("/projects/tide/members/ungroup", &[("group", id)]).await.status, 303);
    assert_eq!(stranger.get("/projects/tide").await.status, 404);
}

#[tokio::test]
async fn a_refused_form_of_a_group_keeps_what_was_typed() {
    let server = server().await;
    let (admin, owner) = (browser(&server, "admin").await, browser(&server, "owner").await);
    let group = made(&admin, "Crew").await;
    made(&admin, "Divers").await;
    let twice = admin.post("/groups", &[("name", "CREW"), ("purpose", "Hauls in the buoy")]).await;
    assert_eq!(twice.status, 422);
    assert!(twice.text().contains("CREW") && twice.text().contains("Hauls in the buoy"), "{}", twice.text());
    let taken = admin.post(&group, &[("name", "divers"), ("purpose", ""), ("version", "1")]).await;
    assert_eq!(taken.status, 422);
    let stale = admin.post(&group, &[("name", "Sailors"), ("purpose", ""), ("version", "7")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Sailors"), "{}", stale.text());
    let nobody = admin.post(&format!("{group}/add"), &[("email", "nobody@example.org")]).await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text().contains("nobody@example.org") && nobody.text().contains("no account here"), "{}", nobody.text());
    let unknown = owner.post("/projects/tide/members/groups", &[("group", "Pilots"), ("group-role", "viewer")]).await;
    assert_eq!(unknown.status, 422);
    assert!(unknown.text().contains("Pilots") && unknown.text().contains("belongs to no group"), "{}", unknown.text());
    let king = owner.post("/projects/tide/members/groups", &[("group", "Crew"), ("group-role", "king")]).await;
    assert_eq!(king.status, 422);
}

#[tokio::test]
async fn a_group_is_deleted_by_somebody_who_was_told_what_goes_with_it() {
    let server = server().await;
    let (admin, owner) = (browser(&server, "admin").await, browser(&server, "owner").await);
    let group = made(&admin, "Crew").await;
    let page = admin.get(&group).await.text();
    assert!(page.contains("nothing else is lost") && page.contains("Nobody is in this group yet."), "{page}");
    admin.post(&format!("{group}/add"), &[("email", "stranger@example.org")]).await;
    owner.post("/projects/tide/members/groups", &[("group", "Crew"), ("group-role", "owner")]).await;
    assert_eq!(browser(&server, "stranger").await.get("/projects/tide/settings").await.status, 200);
    assert!(admin.get(&group).await.text().contains("1 person loses the roles that they have by it in 1 project."));
    let unsure = admin.post(&format!("{group}/delete"), &[("version", "1")]).await;
    assert_eq!(unsure.status, 422);
    assert!(unsure.text().contains("Tick the box"), "{}", unsure.text());
    assert_eq!(admin.post(&format!("{group}/delete"), &[("version", "1"), ("sure", "on")]).await.status, 303);
    assert_eq!(admin.get(&group).await.status, 404);
    assert_eq!(browser(&server, "stranger").await.get("/projects/tide").await.status, 404);
}
