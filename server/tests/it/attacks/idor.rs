//! Rows of one project asked for through another, and by people who have no part in it.

use super::form::{Form, Kind, forms};
use super::routes::{self, params};
use super::world::{World, within_projects};
use std::collections::BTreeSet;

/// Every name of a value in the addresses of the application, and what it names.
const NAMES: &[(&str, &str)] = &[
    ("assessment", "row of a project"),
    ("batch", "row of a project"),
    ("blocker", "row of a project"),
    ("category", "row of a project"),
    ("checklist", "row of a project"),
    ("comment", "row of a project"),
    ("criterion", "row of a project"),
    ("decision", "row of a project"),
    ("evidence", "row of a project"),
    ("export", "row of a project"),
    ("finding", "row of a project"),
    ("from", "row of a project"),
    ("goal", "word that every project has"),
    ("group", "group of the installation"),
    ("invitation", "secret of a link"),
    ("item", "row of a project"),
    ("key", "template of the installation"),
    ("metric", "row of a project"),
    ("provider", "way to sign in"),
    ("record", "row of a project"),
    ("reset", "secret of a link"),
    ("risk", "row of a project"),
    ("slug", "project"),
    ("source", "row of a project"),
    ("step", "row of a project"),
    ("to", "row of a project"),
    ("token", "secret of a link"),
    ("user", "account"),
    ("verification", "row of a project"),
];

#[test]
fn the_list_of_ids_holds_every_id_of_an_address() {
    let found: BTreeSet<String> =
        routes::all().iter().flat_map(|route| params(&route.path).map(str::to_owned).collect::<Vec<_>>()).collect();
    let listed: BTreeSet<String> = NAMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, listed);
    let reached: BTreeSet<String> =
        within_projects().iter().flat_map(|route| params(&route.path).map(str::to_owned).collect::<Vec<_>>()).collect();
    for (name, what) in NAMES {
        assert_eq!(reached.contains(*name), *what == "row of a project" || *name == "slug", "{name}");
    }
}

#[tokio::test]
async fn a_row_of_one_project_is_not_found_under_another() {
    let world = World::new().await;
    world.other().await;
    // Who owns the other project, and who may see both: even so, a row is only where it belongs.
    for who in ["stranger", "admin"] {
        let visitor = world.browser(who).await;
        for route in within_projects() {
            let path = world.address(&route.path.replace("{slug}", "ebb"));
            assert!(!path.contains('{'), "{path}");
            let mut answer = visitor.get(&path).await;
            if !route.shows && answer.status == 303 {
                answer = visitor.get(answer.header("location")).await;
                if answer.status != 404 {
                    continue; // The address above is a list, and names no row.
                }
            }
            // The comparison of two audits may be asked for in any order; it is refused like all others.
            assert_eq!(answer.status, 404, "{who}: {path}");
        }
    }
}

#[tokio::test]
async fn a_stranger_finds_nothing_of_a_project_and_changes_nothing_in_it() {
    let world = World::new().await;
    let (stranger, owner) = (world.browser("stranger").await, world.browser("admin").await);
    // Before the count: the owner's look at a share link is counted.
    let forms = world.forms(&owner).await;
    let before = world.kept().await;
    for route in routes::all().iter().filter(|route| route.path.starts_with("/projects/{slug}")) {
        let path = world.address(&route.path);
        if route.shows {
            assert_eq!(stranger.get(&path).await.status, 404, "{path}");
        }
    }
    let inside: Vec<&Form> = forms.iter().filter(|form| form.action.starts_with("/projects/tide")).collect();
    assert!(inside.len() > 60, "{}", inside.len());
    for form in inside {
        for button in form.buttons() {
            let answer = form.send(&stranger, &form.action, &form.filled(button, |_| None)).await;
            assert_eq!(answer.status, 404, "{}: {}", form.action, answer.text());
        }
    }
    assert_eq!(unlike(&before, &world.kept().await), Vec::<String>::new());
}

/// Rows that are not in both.
fn unlike(before: &[scratch::Row], after: &[scratch::Row]) -> Vec<String> {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (before.iter().collect(), after.iter().collect());
    // Signing in leaves a line.
    old.symmetric_difference(&new).filter(|row| row.get("kind") != "user.signed_in").map(|row| format!("{row:?}")).collect()
}

#[tokio::test]
async fn no_form_of_one_project_takes_hold_of_a_row_of_another() {
    let world = World::new().await;
    let other = world.other().await;
    let stranger = world.browser("stranger").await;
    let owner = world.browser("admin").await;
    let (tide, _) = world.families().await;
    let mut tried = 0;
    // The forms of the owner, sent under the address of the stranger's own project: with the row of the address too, and with
    // a row of the stranger's in the address and those of the owner in the fields.
    let own_rows = |action: &str| {
        let swapped =
            world.ids.iter().filter(|(name, id)| !name.contains("slug") && id.len() == 36).fold(action.to_owned(), |path, (name, id)| {
                other.iter().find(|(same, _)| same == name).map_or_else(|| path.clone(), |(_, own)| path.replace(id.as_str(), own))
            });
        swapped.replace("/projects/tide", "/projects/ebb")
    };
    let owners = world.forms(&owner).await;
    let before: BTreeSet<scratch::Row> = world.kept().await.into_iter().collect();
    for form in owners {
        for button in form.buttons() {
            let values = form.filled(button, |field| text_for(field.kind, &field.value));
            let mut actions = vec![form.action.replace("/projects/tide", "/projects/ebb"), own_rows(&form.action)];
            actions.dedup();
            for action in actions.iter().filter(|action| action.starts_with("/projects/ebb")) {
                form.send(&stranger, action, &values).await;
                tried += 1;
            }
        }
    }
    // The stranger's own forms, with each id in a field replaced by one of the owner's.
    let pages =
        ["", "/checklists", "/blockers", "/risks", "/criteria", "/plan", "/verifications", "/metrics", "/bin", "/members", "/settings"];
    let own_pages = pages.iter().map(|page| format!("/projects/ebb{page}"));
    let lists = [
        ("checklist", "checklists"),
        ("item", "items"),
        ("blocker", "blockers"),
        ("risk", "risks"),
        ("verification", "verifications"),
        ("step", "plan"),
        ("finding", "findings"),
    ];
    let rows = lists.iter().map(|(name, list)| {
        let id = other.iter().find(|(other, _)| *other == format!("{{{name}}}")).map(|(_, id)| id.clone()).unwrap_or_default();
        format!("/projects/ebb/{list}/{id}")
    });
    for page in own_pages.chain(rows).collect::<Vec<_>>() {
        for form in forms(&stranger.get(&page).await.text()) {
            if !form.action.starts_with("/projects/ebb") || form.action.ends_with("/archive") {
                continue;
            }
            let ids: Vec<_> =
                form.fields.iter().filter(|field| field.value.parse::<uuid::Uuid>().is_ok()).map(|field| field.name.clone()).collect();
            for name in ids {
                for (_, id) in world.ids.iter().filter(|(_, id)| id.len() == 36) {
                    let values = form.filled(form.buttons()[0], |field| (field.name == name).then(|| id.clone()));
                    let values = if values.iter().any(|(other, _)| *other == name) {
                        values
                    } else {
                        [values, vec![(name.clone(), id.clone())]].concat()
                    };
                    form.send(&stranger, &form.action, &values).await;
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 300, "{tried}");
    let after: BTreeSet<scratch::Row> = world.kept().await.into_iter().collect();
    let of_tide = |row: &scratch::Row| row.cells.iter().any(|(_, value)| tide.contains(value));
    let lost: Vec<_> = before.difference(&after).filter(|row| of_tide(row)).collect();
    assert!(lost.is_empty(), "rows of the other project changed: {lost:#?}");
    let (_, ebb) = world.families().await;
    let bridges: Vec<_> =
        after.difference(&before).filter(|row| tide.iter().any(|id| row.holds(id)) && ebb.iter().any(|id| row.holds(id))).collect();
    assert!(bridges.is_empty(), "rows tie the two projects: {bridges:#?}");
    let taken: Vec<_> = after.difference(&before).filter(|row| of_tide(row)).collect();
    assert!(taken.is_empty(), "rows were added to the other project: {taken:#?}");
}

/// Something in fields that would be refused empty.
fn text_for(kind: Kind, value: &str) -> Option<String> {
    (value.is_empty() && kind == Kind::Text).then(|| "Taken hold of".to_owned())
}

#[tokio::test]
async fn what_one_member_asked_for_is_not_handed_to_another() {
    let world = World::new().await;
    let engineer = world.browser("engineer").await;
    for path in ["/projects/{slug}/exports/{export}", "/projects/{slug}/exports/{export}/file"] {
        assert_eq!(engineer.get(&world.address(path)).await.status, 404, "{path}");
    }
    // A comment is its author's to change; a saved view is nobody else's.
    let comment = world.address("/projects/{slug}/comments/{comment}");
    for (deed, form) in [("edit", vec![("version", "1"), ("comment", "forged")]), ("delete", vec![("version", "1")])] {
        let answer = engineer.post(&format!("{comment}/{deed}"), &form).await;
        assert!([403, 404, 422].contains(&answer.status.as_u16()), "{deed}: {}", answer.status);
    }
    assert!(!world.kept().await.iter().any(|row| row.holds("forged")));
    let owner = world.browser("owner").await;
    assert_eq!(owner.post("/projects/views", &[("name", "Mine"), ("query", "sort=-age")]).await.status, 303);
    let rows = world.kept().await;
    let view = rows.iter().find(|row| row.table == "portfolio_views").unwrap().get("id").to_owned();
    assert_eq!(engineer.post("/projects/views/delete", &[("view", &view)]).await.status, 404);
    let renamed = engineer.post("/projects/views", &[("view", &view), ("version", "1"), ("name", "Theirs"), ("query", "")]).await;
    assert_eq!(renamed.status, 404);
    assert!(world.kept().await.iter().any(|row| row.table == "portfolio_views" && row.get("name") == "Mine"));
    // The work of others is not ticked from one's own list of work.
    let stranger = world.browser("stranger").await;
    let item = world.address("{item}");
    let ticked = stranger.post("/work/tick", &[("item", &item), ("project", "tide"), ("version", "1"), ("done", "yes")]).await;
    assert_eq!(ticked.status, 404, "{}", ticked.text());
    // Nor by the doors of islands.
    for (door, body) in [
        ("/api/tick-item", vec![("slug", "tide"), ("id", item.as_str()), ("done", "true"), ("version", "1")]),
        ("/api/move-item", vec![("slug", "tide"), ("id", item.as_str()), ("to", "up"), ("version", "1")]),
    ] {
        let answer = stranger.call(door, &body).await;
        assert_eq!(answer.status, 404, "{door}: {}", answer.text());
    }
}
