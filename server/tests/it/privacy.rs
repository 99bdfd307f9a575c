//! What is held about a person: taken along, and erased so that nothing in the whole database names them.

use crate::browser::{Browser, PASSWORD};
use crate::queries::filled;
use crate::roles::{browser, server};
use crate::support::{Server, cheap};
use domain::accounts::Password;
use scratch::Row;
use service::accounts::{NewUser, add_user, operator};
use std::collections::BTreeSet;
use storage::privacy::Section;
use storage::privacy::{ALONE, BESIDE_ID, GONE_WITH, GONE_WITH_ADDRESS, STAYS};

const NAME: &str = "Wilhelmina Quux";
const ADDRESS: &str = "wilhelmina.quux@example.org";
/// What the account was called before its first sign-in.
const FORMER_NAME: &str = "Minchen Foobar";
const FORMER_ADDRESS: &str = "minchen@example.org";
const FIRST: &str = "01900000-0000-7000-8000-000000000001";

/// Somebody who administers the installation, and has done everything there is to do in a project.
async fn with_somebody() -> Server {
    let server = server().await;
    let new = NewUser { email: FORMER_ADDRESS.into(), name: FORMER_NAME.into(), password: Password::given(PASSWORD.into()) };
    add_user(&server.db, &cheap(), &operator().unwrap().admin(), new, true, service::now()).await.unwrap();
    let id = person(&server, FORMER_ADDRESS).await.get("id").to_owned();
    let changed = [("version", "1"), ("name", NAME), ("email", ADDRESS)];
    assert_eq!(browser(&server, "admin").await.post(&format!("/users/{id}/change"), &changed).await.status, 303);
    let somebody = Browser::of(&server, ADDRESS).await;
    let owner = browser(&server, "owner").await;
    assert_eq!(owner.post("/projects/tide/members", &[("email", ADDRESS), ("role", "owner")]).await.status, 303);
    let ids = filled(&somebody, 2).await;
    let id = |name: &str| ids.iter().find(|(other, _)| other == name).map(|(_, id)| id.clone()).unwrap();
    assert_eq!(somebody.post("/projects/views", &[("name", "Quux first"), ("query", "sort=-age")]).await.status, 303);
    // In hand, named by others, waived, accepted, closed, thrown away.
    let blocker = [("title", "A blocker in hand"), ("tier", "1"), ("owner", NAME)];
    assert_eq!(somebody.post("/projects/tide/blockers/new", &blocker).await.status, 303);
    let step = [("focus", "A step in hand"), ("owner", NAME), ("date", "2031-05-01")];
    assert_eq!(somebody.post("/projects/tide/plan/new", &step).await.status, 303);
    let risk = id("{risk}");
    let accept = [("version", "1"), ("reason", "It is small"), ("until", "2031-01-01")];
    somebody.post(&format!("/projects/tide/risks/{risk}/accept"), &accept).await;
    let waive = [("version", "1"), ("reason", "Later"), ("until", "2031-01-01")];
    somebody.post(&format!("/projects/tide/blockers/{}/waive", id("{blocker}")), &waive).await;
    somebody
        .post(
            &format!("/projects/tide/criteria/{}/delete", id("{criterion}")),
            &[("record-kind", "criterion"), ("record-id", &id("{criterion}"))],
        )
        .await;
    let named = id("{blocker}");
    let said =
        [("record-kind", "blocker"), ("record-id", &named), ("comment", "@Wilhelmina Quux and @wilhelmina.quux@example.org, please")];
    assert_eq!(owner.post(&format!("/projects/tide/blockers/{}/comments", id("{blocker}")), &said).await.status, 303);
    Browser::new(&server).sign_in(ADDRESS, "a wrong one").await;
    Browser::new(&server).post("/forgot", &[("email", ADDRESS)]).await;
    belongings(&server, &somebody).await;
    server
}

/// What accounts have besides: a token, a group, recovery codes, an account at a provider, and an invitation from before.
async fn belongings(server: &Server, somebody: &Browser<'_>) {
    let token = [("name", "Nightly run"), ("scopes", "read"), ("expiry", "30")];
    let made = somebody.post("/account/tokens", &token).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let admin = browser(server, "admin").await;
    let group = admin.post("/groups", &[("name", "Gaugers"), ("purpose", "")]).await;
    let group = group.header("location").split('?').next().unwrap().to_owned();
    assert_eq!(admin.post(&format!("{group}/add"), &[("email", ADDRESS)]).await.status, 303);
    let (user, id) = (by_hand(server, person(server, ADDRESS).await.get("id")), by_hand(server, FIRST));
    for sql in [
        format!("INSERT INTO recovery_codes (user_id, digest) VALUES ({user}, 'digest-of-a-code')"),
        format!(
            "INSERT INTO identities (id, user_id, provider, issuer, subject, email, linked_at) \
             VALUES ({id}, {user}, 'corp', 'https://login.example', 'wilhelmina-7', '{FORMER_ADDRESS}', '2026-01-01T00:00:00+00:00')"
        ),
        format!(
            "INSERT INTO invitations (id, email, name, admin, for_projects, token_digest, created_at, created_by_name, expires_at) \
             VALUES ({id}, '{FORMER_ADDRESS}', '{FORMER_NAME}', {no}, {no}, 'digest', '2026-01-01T00:00:00+00:00', 'admin', \
             '2999-01-01T00:00:00+00:00')",
            no = if server.scratch.is_sqlite() { "0" } else { "FALSE" }
        ),
    ] {
        server.scratch.by_hand(&sql).await;
    }
}

/// A second factor of the person, who goes on where they are signed in.
async fn factor(server: &Server) {
    let (user, id) = (by_hand(server, person(server, ADDRESS).await.get("id")), by_hand(server, FIRST));
    let sql = format!(
        "INSERT INTO factors (id, user_id, kind, name, data, counter, created_at, version) \
         VALUES ({id}, {user}, 'totp', 'Phone of Wilhelmina', {id}, 0, '2026-01-01T00:00:00+00:00', 1)"
    );
    server.scratch.by_hand(&sql).await;
}

/// An id as both databases take it in a statement.
fn by_hand(server: &Server, id: &str) -> String {
    if server.scratch.is_sqlite() { format!("x'{}'", id.replace('-', "")) } else { format!("'{id}'") }
}

/// Whether a row names the person: by the name, by a word of it, or by the address.
fn names(row: &Row) -> Vec<String> {
    let cells = row.cells.iter().filter(|(_, value)| {
        let value = value.to_lowercase();
        ["wilhelmina", "quux", "minchen", "foobar"].iter().any(|word| value.contains(word))
    });
    cells.map(|(column, value)| format!("{}.{column}: {}", row.table, value.chars().take(300).collect::<String>())).collect()
}

fn may_stay(table: &str, column: &str) -> bool {
    STAYS.iter().any(|(of, name, _)| *of == table && (*name == "*" || *name == column))
}

async fn person(server: &Server, address: &str) -> Row {
    server.scratch.rows().await.into_iter().find(|row| row.table == "users" && row.get("email") == address).unwrap()
}

#[tokio::test]
async fn after_an_erasure_nothing_in_the_database_names_the_person() {
    let server = with_somebody().await;
    factor(&server).await;
    let before = server.scratch.rows().await;
    let named: BTreeSet<String> =
        before.iter().flat_map(|row| names(row).into_iter().map(|line| line.split(':').next().unwrap_or_default().to_owned())).collect();
    assert!(named.len() > 15, "the world is too small to show anything: {named:?}");
    let id = person(&server, ADDRESS).await.get("id").to_owned();
    let admin = browser(&server, "admin").await;
    let page = format!("/users/{id}/erase");
    assert!(admin.get(&page).await.text().contains(ADDRESS));
    for typed in ["", "yes", "admin@example.org", NAME] {
        assert_eq!(admin.post(&page, &[("confirm", typed)]).await.status, 422, "{typed}");
    }
    let done = admin.post(&page, &[("confirm", " Wilhelmina.Quux@example.org ")]).await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/users?done=erased"), "{}", done.text());

    let after = server.scratch.rows().await;
    let left: Vec<String> = after
        .iter()
        .flat_map(names)
        .filter(|line| {
            let (table, column) = line.split(':').next().and_then(|place| place.split_once('.')).unwrap();
            !may_stay(table, column)
        })
        .collect();
    assert!(left.is_empty(), "{left:#?}");
    // What the person did is still there, and points to the same account.
    let row = after.iter().find(|row| row.get("id") == id && row.table == "users").unwrap();
    assert_eq!((row.get("name"), row.get("email")), ("Former member", format!("erased-{id}@invalid.invalid").as_str()));
    assert!(!row.get("deactivated_at").is_empty() && row.get("password_hash") == "!" && ["0", "false", "f"].contains(&row.get("admin")));
    let kept = ["comments", "events", "mentions", "items", "blockers", "evidence", "decisions", "snapshots"];
    let of = |rows: &[Row], table: &str| rows.iter().filter(|row| row.table == table).count();
    for table in kept {
        assert!(of(&after, table) >= of(&before, table), "{table}");
    }
    assert!(after.iter().any(|row| row.table == "blockers" && row.get("owner_id") == id && row.get("owner") == "Former member"));
    assert!(after.iter().any(|row| row.table == "comments" && row.get("body") == "@Former member and @Former member, please"));
    for (table, column) in GONE_WITH {
        assert!(after.iter().all(|row| row.table != *table || row.get(column) != id), "{table}");
    }
    assert!(after.iter().all(|row| row.table != "access" || row.get("user_id") != id), "triggers take it away with the roles");
    assert!(after.iter().all(|row| row.table != "attempts" || !row.get("key").contains(&id)));
    // One line says that it was done, and not to whom by name.
    let line = after.iter().find(|row| row.table == "events" && row.get("kind") == "user.erased").unwrap();
    assert_eq!((line.get("summary"), line.get("subject"), line.get("actor_name")), ("erased an account", id.as_str(), "admin"));
    // Nobody comes in any more, and a second time there is nothing to do.
    assert_eq!(Browser::new(&server).sign_in(ADDRESS, PASSWORD).await.status, 422);
    assert_eq!(admin.post(&page, &[("confirm", &format!("erased-{id}@invalid.invalid"))]).await.status, 422);
    for path in ["/users", "/projects/tide", "/projects/tide/activity", "/projects/tide/members", "/projects/tide/blockers"] {
        let shown = admin.get(path).await;
        assert!(shown.status == 200 && !shown.text().contains(NAME) && !shown.text().contains(ADDRESS), "{path}");
    }
    // What is sealed is as it was, to the byte.
    for table in ["snapshots", "decisions"] {
        let sealed = |rows: &[Row]| rows.iter().filter(|row| row.table == table).cloned().collect::<Vec<_>>();
        assert_eq!(sealed(&before), sealed(&after), "{table}");
    }
}

#[tokio::test]
async fn somebody_else_of_the_same_name_keeps_it() {
    let server = server().await;
    let by = operator().unwrap().admin();
    for address in ["one@example.org", "other@example.org"] {
        let new = NewUser { email: address.into(), name: "Kim Same".into(), password: Password::given(PASSWORD.into()) };
        add_user(&server.db, &cheap(), &by, new, false, service::now()).await.unwrap();
        let owner = browser(&server, "owner").await;
        assert_eq!(owner.post("/projects/tide/members", &[("email", address), ("role", "engineer")]).await.status, 303);
        let kim = Browser::of(&server, address).await;
        let made = kim.post("/projects/tide/blockers/new", &[("title", &format!("Of {address}")), ("tier", "1")]).await;
        let said = kim
            .post(
                &format!("{}/comments", made.header("location").split('?').next().unwrap()),
                &[
                    ("record-kind", "blocker"),
                    ("record-id", made.header("location").split('?').next().unwrap().rsplit('/').next().unwrap()),
                    ("comment", "Mine"),
                ],
            )
            .await;
        assert_eq!(said.status, 303, "{}", said.text());
    }
    let one = Browser::of(&server, "one@example.org").await;
    let own = [("confirm", "one@example.org"), ("password", PASSWORD)];
    let done = one.post("/account/data", &own).await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/sign-in?done=erased"), "{}", done.text());
    let rows = server.scratch.rows().await;
    let other = person(&server, "other@example.org").await;
    assert_eq!(other.get("name"), "Kim Same");
    let authors: Vec<_> = rows.iter().filter(|row| row.table == "comments").map(|row| row.get("author_name")).collect();
    assert!(authors.contains(&"Kim Same") && authors.contains(&"Former member"), "{authors:?}");
    assert!(rows.iter().all(|row| row.table != "events" || row.get("actor_id") != other.get("id") || row.get("actor_name") == "Kim Same"));
}

#[tokio::test]
async fn a_person_erases_their_own_account_with_the_password_and_all_sessions_end() {
    let server = server().await;
    let (here, there) = (browser(&server, "engineer").await, browser(&server, "engineer").await);
    for (confirm, password) in
        [("engineer@example.org", "wrong"), ("somebody@example.org", PASSWORD), ("", PASSWORD), ("engineer@example.org", "")]
    {
        let refused = here.post("/account/data", &[("confirm", confirm), ("password", password)]).await;
        assert_eq!(refused.status, 422, "{confirm}");
        assert!(!refused.text().contains(PASSWORD));
    }
    let done = here.post("/account/data", &[("confirm", "engineer@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    for gone in [&here, &there] {
        assert!(gone.get("/projects/tide").await.header("location").starts_with("/sign-in"));
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    assert!(admin.get("/account/data").await.text().contains("last administrator"));
    let refused = admin.post("/account/data", &[("confirm", "admin@example.org"), ("password", PASSWORD)]).await;
    assert!(refused.status == 422 && refused.text().contains("last administrator"), "{}", refused.text());
    let id = person(&server, "admin@example.org").await.get("id").to_owned();
    let refused = admin.post(&format!("/users/{id}/erase"), &[("confirm", "admin@example.org")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(admin.get("/users").await.status, 200);
    // Who is no administrator erases nobody else.
    let viewer = person(&server, "viewer@example.org").await.get("id").to_owned();
    for who in ["viewer", "engineer", "auditor", "owner", "stranger"] {
        let other = browser(&server, who).await;
        assert_eq!(other.post(&format!("/users/{viewer}/erase"), &[("confirm", "viewer@example.org")]).await.status, 403, "{who}");
    }
    assert_eq!(person(&server, "viewer@example.org").await.get("name"), "viewer");
}

#[tokio::test]
async fn a_person_takes_along_what_is_held_about_them_and_about_nobody_else() {
    let server = with_somebody().await;
    let somebody = Browser::of(&server, ADDRESS).await;
    factor(&server).await;
    let file = somebody.post("/account/data/file", &[]).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/json"), "{}", file.text());
    assert!(file.header("content-disposition").starts_with("attachment"));
    let held: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
    assert_eq!(held["format"], "holdpoint.person/1");
    assert_eq!((held["account"]["name"].as_str(), held["account"]["email"].as_str()), (Some(NAME), Some(ADDRESS)));
    for section in Section::ALL.map(Section::name) {
        assert!(held[section].as_array().is_some_and(|rows| !rows.is_empty()), "{section}: {held}");
    }
    assert_eq!((&held["groups"][0]["name"], &held["groups"][0]["by"][0]), (&"Gaugers".into(), &"manual".into()));
    let session = &held["sessions"][0];
    assert!(session["address"].is_string() && session["device"].is_string() && session["used_at"].is_string(), "{session}");
    assert_eq!((&held["factors"][0]["kind"], &held["factors"][0]["name"]), (&"totp".into(), &"Phone of Wilhelmina".into()));
    assert_eq!((&held["identities"][0]["subject"], &held["identities"][0]["email"]), (&"wilhelmina-7".into(), &FORMER_ADDRESS.into()));
    assert!(held["tokens"].as_array().unwrap().iter().any(|token| token["name"] == "Nightly run"), "{}", held["tokens"]);
    assert_eq!(held["memberships"][0]["role"], "owner");
    let lines = held["history"].as_array().unwrap();
    let rows = server.scratch.rows().await;
    let id = person(&server, ADDRESS).await.get("id").to_owned();
    assert_eq!(lines.len(), rows.iter().filter(|row| row.table == "events" && row.get("actor_id") == id).count());
    assert_eq!(lines.last().unwrap()["kind"], "user.data_exported");
    let text = file.text();
    let token = rows.iter().find(|row| row.table == "tokens" && row.get("name") == "Nightly run").unwrap().get("digest");
    for foreign in ["argon2", "engineer@example.org", "stranger@example.org", "token_sha256", "holdpoint=", token, "digest-of-a-code"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
    assert_eq!(Browser::new(&server).post("/account/data/file", &[]).await.header("location"), "/sign-in?next=%2Faccount%2Fdata%2Ffile");
}

#[tokio::test]
async fn more_than_one_page_of_history_is_taken_along_whole() {
    let server = server().await;
    let engineer = browser(&server, "engineer").await;
    let id = person(&server, "engineer@example.org").await.get("id").to_owned();
    for chunk in 0..11 {
        let blob = |uuid: u32| {
            if server.scratch.is_sqlite() {
                format!("x'0190000000007000800000000{uuid:07x}'")
            } else {
                format!("'01900000-0000-7000-8000-00000{uuid:07x}'")
            }
        };
        let actor = if server.scratch.is_sqlite() { format!("x'{}'", id.replace('-', "")) } else { format!("'{id}'") };
        let rows = (0..100).map(|at| {
            format!(
                "({}, '2026-01-01T00:00:00+00:00', {actor}, 'engineer', 'user.signed_in', {actor}, 'line {}', '[]')",
                blob(chunk * 100 + at),
                chunk * 100 + at
            )
        });
        let sql = format!(
            "INSERT INTO events (id, at, actor_id, actor_name, kind, subject, summary, changes) VALUES {}",
            rows.collect::<Vec<_>>().join(", ")
        );
        server.scratch.by_hand(&sql).await;
    }
    let file = engineer.post("/account/data/file", &[]).await;
    let held: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
    let told: BTreeSet<&str> = held["history"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line["summary"].as_str())
        .filter(|line| line.starts_with("line "))
        .collect();
    assert_eq!(told.len(), 1100);
}

/// Columns whose name looks as if they held a person, and which do not.
const NO_PERSON: &[(&str, &str)] = &[
    ("categories", "name"),
    ("decisions", "goal_name"),
    ("matches", "one_name"),
    ("matches", "other_name"),
    ("metrics", "name"),
    ("organisation", "name"),
    ("portfolio_views", "name"),
    ("projects", "name"),
    ("standing_categories", "name"),
    ("standing_verdicts", "name"),
    ("template_keys", "name"),
    ("templates", "name"),
    ("factors", "name"),
    ("groups", "name"),
    ("tokens", "name"),
    ("exports", "filename"),
    ("sources", "filename"),
    ("import_batch_files", "filename"),
];

#[tokio::test]
async fn every_column_that_holds_a_person_is_known_to_the_erasure_and_told_in_the_data_map() {
    let server = server().await;
    let map = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/privacy.md")).unwrap();
    let columns = server.scratch.columns().await;
    // A row that an account or an address belongs to goes as a whole; tokens of projects stay.
    let gone_with = |table: &str| table != "tokens" && GONE_WITH.iter().chain(GONE_WITH_ADDRESS).any(|(of, _)| *of == table);
    for (table, column) in columns.iter().map(|(table, column)| (table.as_str(), column.as_str())) {
        let person = column.ends_with("name") || ["owner", "assignee", "email", "last_by", "actor", "address", "agent"].contains(&column);
        let known = NO_PERSON.contains(&(table, column))
            || BESIDE_ID.iter().any(|(of, name, _)| *of == table && *name == column)
            || ALONE.contains(&(table, column))
            || may_stay(table, column)
            || gone_with(table)
            || ["users", "events", "measurements"].contains(&table);
        assert!(!person || known, "{table}.{column} looks like the name of a person: list it in storage::privacy, or here");
        let told = map.contains(&format!("`{table}.{column}`"));
        assert!(!person || NO_PERSON.contains(&(table, column)) || told, "docs/privacy.md does not tell of {table}.{column}");
        // A row of an account goes with it, or is told to stay.
        let belongs = column == "user_id" && !["mentions", "access"].contains(&table);
        assert!(
            !belongs || GONE_WITH.contains(&(table, column)),
            "{table}.{column} belongs to an account: it goes with it, or say why not"
        );
    }
    let there = |table: &str, column: &str| columns.iter().any(|(of, name)| of == table && (name == column || column == "*"));
    for (table, name, id) in BESIDE_ID {
        assert!(there(table, name) && there(table, id), "{table}.{name}");
    }
    for (table, column) in ALONE.iter().chain(GONE_WITH).chain(GONE_WITH_ADDRESS) {
        assert!(there(table, column), "{table}.{column}");
    }
    for (table, column, reason) in STAYS {
        assert!(there(table, column) && reason.len() > 20 && map.contains(&format!("`{table}")), "{table}.{column}");
    }
}
