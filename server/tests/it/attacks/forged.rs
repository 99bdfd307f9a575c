//! Versions that nobody was given, and fields that no form has.

use super::form::{Field, Kind};
use super::world::World;
use crate::browser::Browser;
use std::collections::BTreeSet;

/// None of them is the version of a row that a form was made on.
const VERSIONS: [&str; 12] = [
    "-1",
    "0",
    "999",
    "4294967296",
    "9223372036854775807",
    "18446744073709551616",
    "99999999999999999999999999",
    "",
    "1e0",
    "0x1",
    "1 OR 1=1",
    "١",
];

#[tokio::test]
async fn a_version_that_was_never_given_changes_nothing() {
    let world = World::new().await;
    let owner = world.browser("admin").await;
    let forms = world.forms(&owner).await;
    let versioned: Vec<_> =
        forms.iter().filter(|form| form.fields.iter().any(|field| field.name == "version" && !field.value.is_empty())).collect();
    assert!(versioned.len() > 30, "{}", versioned.len());
    let before = world.kept().await;
    let publish = Field { name: "then".into(), kind: Kind::Button, value: "publish".into(), sent: true };
    let mut taken = Vec::new();
    for form in versioned {
        // A button that only asks to be shown what would come of it takes nothing; the one that does comes after the look.
        let deed = form.buttons().into_iter().flatten().find(|button| button.value != "look");
        let deed = deed.or_else(|| form.buttons()[0].map(|_| &publish));
        // What was never saved has version 0 on its form.
        let given = |version: &str| form.fields.iter().any(|field| field.name == "version" && field.value == version);
        for version in VERSIONS.into_iter().filter(|version| !given(version)) {
            let values = form.filled(deed, |field| (field.name == "version").then(|| version.to_owned()));
            let answer = form.send(&owner, &form.action, &values).await;
            if ![404, 409, 422].contains(&answer.status.as_u16()) {
                taken.push(format!("{} with version {version:?}: {} {}", form.shape(), answer.status, answer.header("location")));
            }
        }
        // A program that brings a report in has looked at nothing, and names no version.
        if form.action.contains("/import/") && !form.action.contains("/correct") {
            continue;
        }
        let without: Vec<_> = form.filled(deed, |_| None).into_iter().filter(|(name, _)| name != "version").collect();
        let answer = form.send(&owner, &form.action, &without).await;
        // 200 is a form that only asks to be looked at.
        if ![200, 404, 409, 422].contains(&answer.status.as_u16()) {
            taken.push(format!("{} without version: {} {}", form.shape(), answer.status, answer.header("location")));
        }
    }
    assert!(taken.is_empty(), "{taken:#?}");
    assert_eq!(before, world.kept().await);
}

/// What a row may have and no form asks for.
const EXTRA: &[(&str, &str)] = &[
    ("id", "01900000-0000-7000-8000-0000deadbeef"),
    ("project_id", "01900000-0000-7000-8000-0000deadbeef"),
    ("user_id", "01900000-0000-7000-8000-0000deadbeef"),
    ("author_id", "01900000-0000-7000-8000-0000deadbeef"),
    ("created_by", "01900000-0000-7000-8000-0000deadbeef"),
    ("actor_id", "01900000-0000-7000-8000-0000deadbeef"),
    ("author", "Deadbeef Forger"),
    ("author_name", "Deadbeef Forger"),
    ("done_by_name", "Deadbeef Forger"),
    ("signed_by_name", "Deadbeef Forger"),
    ("created_at", "1666-01-01T00:00:00Z"),
    ("done_at", "1666-01-01T00:00:00Z"),
    ("signed_at", "1666-01-01T00:00:00Z"),
    ("frozen_at", "1666-01-01T00:00:00Z"),
    ("deleted_at", "1666-01-01T00:00:00Z"),
    ("password_hash", "$deadbeef$"),
    ("token_sha256", "deadbeefdeadbeef"),
    ("is_admin", "deadbeef"),
    ("admin", "on"),
    ("role", "owner"),
    ("owner_id", "01900000-0000-7000-8000-0000deadbeef"),
];

#[tokio::test]
async fn a_field_that_no_form_has_is_not_written() {
    let world = World::new().await;
    let owner = world.browser("owner").await;
    let rights = |rows: Vec<scratch::Row>| {
        let users: BTreeSet<_> =
            rows.iter().filter(|row| row.table == "users").map(|row| (row.get("email").to_owned(), row.get("admin").to_owned())).collect();
        let tide = rows.iter().find(|row| row.table == "projects" && row.get("slug") == "tide").unwrap().get("id");
        let members: BTreeSet<_> = rows
            .iter()
            .filter(|row| row.table == "members" && row.get("project_id") == tide)
            .map(|row| (row.get("user_id").to_owned(), row.get("role").to_owned()))
            .collect();
        (users, members)
    };
    let before = rights(world.kept().await);
    let visitor = Browser::new(&world.server);
    let mut sent = 0;
    for form in world.forms(&owner).await {
        // These give rights on purpose, or end the session.
        if form.action.ends_with("/members")
            || form.action.ends_with("/members/remove")
            || form.action.ends_with("/archive")
            || ["/sign-out", "/account", "/account/data"].contains(&form.action.as_str())
        {
            continue;
        }
        for button in form.buttons() {
            let mut values = form.filled(button, |field| (field.value.is_empty() && field.kind == Kind::Text).then(|| "Word".to_owned()));
            values.extend(
                EXTRA
                    .iter()
                    .filter(|(name, _)| form.fields.iter().all(|field| field.name != *name))
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
            );
            form.send(if form.enters() { &visitor } else { &owner }, &form.action, &values).await;
            sent += 1;
        }
    }
    assert!(sent > 80, "{sent}");
    let rows = world.kept().await;
    for mark in ["0000deadbeef", "Deadbeef Forger", "1666-01-01", "deadbeefdeadbeef", "$deadbeef$"] {
        assert_eq!(rows.iter().filter(|row| row.holds(mark)).collect::<Vec<_>>(), Vec::<&scratch::Row>::new(), "{mark}");
    }
    assert_eq!(rights(rows), before);
}

#[tokio::test]
async fn who_adds_an_account_to_a_project_cannot_make_an_administrator_of_it() {
    let world = World::new().await;
    let owner = world.browser("owner").await;
    let sent = [("email", "stranger@example.org"), ("role", "viewer"), ("admin", "on"), ("role", "owner")];
    assert_eq!(owner.post("/projects/tide/members", &sent).await.status, 303);
    for role in ["administrator", "admin", "OWNER", "owner ", "", "4"] {
        let refused = owner.post("/projects/tide/members", &[("email", "stranger@example.org"), ("role", role)]).await;
        assert_eq!(refused.status, 422, "{role}");
    }
    let rows = world.kept().await;
    let stranger = rows.iter().find(|row| row.get("email") == "stranger@example.org").unwrap();
    assert!(["0", "false", "f"].contains(&stranger.get("admin")));
    let member = rows.iter().find(|row| row.table == "members" && row.get("user_id") == stranger.get("id")).unwrap();
    assert_eq!(member.get("role"), "viewer", "the first field of a name counts");
}
