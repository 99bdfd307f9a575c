//! Who may do what: forms that are filled in, and what is not there, for every kind of visitor. Every address there is stands in `matrix`.

use crate::browser::{Browser, PASSWORD};
use crate::support::{Server, cheap};
use domain::accounts::Password;
use service::accounts::{NewUser, add_user, operator};

/// Everybody there can be, in the order of the columns below.
pub(crate) const PEOPLE: [&str; 7] = ["", "stranger", "viewer", "engineer", "auditor", "owner", "admin"];

/// Names an issue of lint that nobody has found.
const PRINT: (&str, &str) = ("fingerprint", "00112233445566778899aabbccddeeff");

/// An identity that nobody and nothing has.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
/// What a form answers that only administrators may send, about somebody who is not there.
const ADMINS: [u16; 7] = [303, 403, 403, 403, 403, 403, 404];

/// What a form sends.
type Fields<'a> = &'a [(&'a str, &'a str)];

pub(crate) async fn server() -> Server {
    server_at("http://127.0.0.1:3000").await
}

/// As [`server`], under this public address.
pub(crate) async fn server_at(public: &str) -> Server {
    let (server, _) = Server::with_app(&[("HOLDPOINT_PUBLIC_URL", public)]).await;
    for who in &PEOPLE[1..] {
        let new = NewUser { email: email(who), name: (*who).into(), password: Password::given(PASSWORD.into()) };
        add_user(&server.db, &cheap(), &operator().unwrap().admin(), new, *who == "admin", service::now()).await.unwrap();
    }
    let owner = Browser::of(&server, &email("owner")).await;
    let made = owner.post("/projects/new", &[("name", "Tide gauge"), ("slug", "tide"), ("description", ""), ("tags", "")]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    for role in ["viewer", "engineer", "auditor"] {
        let set = owner.post("/projects/tide/members", &[("email", &email(role)), ("role", role)]).await;
        assert_eq!(set.status, 303, "{}", set.text());
    }
    server
}

fn email(who: &str) -> String {
    format!("{who}@example.org")
}

pub(crate) async fn browser<'a>(server: &'a Server, who: &str) -> Browser<'a> {
    if who.is_empty() { Browser::new(server) } else { Browser::of(server, &email(who)).await }
}

#[tokio::test]
async fn what_is_not_there_is_told_like_what_one_may_not_see() {
    let server = server().await;
    // What is there stands in `matrix`. A project is not told to exist to those who are no members: 404 and not 403.
    let pages: &[(&str, [u16; 7])] = &[
        ("/templates/nothing", [303, 404, 404, 404, 404, 404, 404]),
        ("/templates/backend-audit/edit", [303, 404, 404, 404, 404, 404, 404]),
        ("/projects/tide/activity?kind=comment", [303, 404, 200, 200, 200, 200, 200]),
        ("/users?state=invited&q=kim", [303, 403, 403, 403, 403, 403, 200]),
        ("/users/00000000-0000-0000-0000-000000000000", [303, 403, 403, 403, 403, 403, 404]),
        ("/projects/tide/changes/choose?from=x&to=y", [303, 404, 404, 404, 404, 404, 404]),
        ("/projects/tide/blockers/00000000-0000-0000-0000-000000000000", [303, 404, 404, 404, 404, 404, 404]),
        ("/projects/tide/risks/00000000-0000-0000-0000-000000000000", [303, 404, 404, 404, 404, 404, 404]),
        ("/projects/tide/metrics/00000000-0000-0000-0000-000000000000", [303, 404, 404, 404, 404, 404, 404]),
        ("/projects/tide/import-batches/00000000-0000-0000-0000-000000000000", [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/import/00000000-0000-0000-0000-000000000000/reading.json", [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/import/00000000-0000-0000-0000-000000000000", [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/import/00000000-0000-0000-0000-000000000000/words", [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/import/00000000-0000-0000-0000-000000000000/registers", [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/exports/00000000-0000-0000-0000-000000000000", [303, 404, 404, 404, 404, 404, 404]),
        ("/projects/tide/exports/00000000-0000-0000-0000-000000000000/file", [303, 404, 404, 404, 404, 404, 404]),
        ("/s/hps_0000000000000000000000000000000000000000000000000000000000000000", [404, 404, 404, 404, 404, 404, 404]),
        ("/invitations/hpi_0000000000000000000000000000000000000000000000000000000000000000", [404, 404, 404, 404, 404, 404, 404]),
        ("/reset/hpr_0000000000000000000000000000000000000000000000000000000000000000", [404, 404, 404, 404, 404, 404, 404]),
        ("/projects/nothing/members", [303, 404, 404, 404, 404, 404, 404]),
        ("/badges/tide/score.svg", [404, 404, 404, 404, 404, 404, 404]),
        ("/groups/00000000-0000-0000-0000-000000000000", [303, 403, 403, 403, 403, 403, 404]),
        ("/groups/nothing", [303, 403, 403, 403, 403, 403, 404]),
    ];
    for (column, who) in PEOPLE.into_iter().enumerate() {
        let browser = browser(&server, who).await;
        for &(path, statuses) in pages {
            let answer = browser.get(path).await;
            assert_eq!(answer.status.as_u16(), statuses[column], "{path} for “{who}”");
            if answer.status == 303 {
                assert!(answer.header("location").starts_with("/sign-in"), "{path} for “{who}”");
            }
        }
    }
}

#[tokio::test]
async fn every_form_obeys_those_who_may_and_nobody_else() {
    let server = server().await;
    let guest = ("email", "stranger@example.org");
    let forms: &[(&str, Fields<'_>, [u16; 7])] = &[
        ("/projects/tide/checklists/new", &[("title", "Before the flood")], [303, 404, 403, 303, 303, 303, 303]),
        ("/projects/tide/checklists/paste", &[("text", "- a"), ("title", "Pasted"), ("then", "add")], [303, 404, 403, 303, 303, 303, 303]),
        ("/projects/tide/checklists/bulk", &[("deed", "tick")], [303, 404, 403, 422, 422, 422, 422]),
        ("/projects/tide/members", &[guest, ("role", "viewer")], [303, 404, 403, 403, 403, 303, 303]),
        ("/projects/tide/settings", &[("name", "Tide gauge"), ("version", "1")], [303, 404, 403, 403, 403, 303, 303]),
        ("/projects/tide/gates/new", &[("version", "1")], [303, 404, 403, 403, 403, 422, 422]),
        ("/projects/tide/gates/take", &[("version", "1"), ("template", "no-such")], [303, 404, 403, 403, 403, 404, 404]),
        ("/projects/tide/gates/demo/sign", &[("verdict", "go")], [303, 404, 403, 403, 409, 409, 409]),
        ("/projects/tide/what-if/plan", &[("goal", "demo")], [303, 404, 403, 422, 422, 422, 422]),
        ("/projects/tide/criteria/new", &[("text", "It holds"), ("state", "met")], [303, 404, 403, 303, 303, 303, 303]),
        ("/projects/tide/metrics/new", &[("name", "")], [303, 404, 403, 422, 422, 422, 422]),
        ("/projects/tide/plan/new", &[("focus", "Paint"), ("date", "2031-05-01")], [303, 404, 403, 303, 303, 303, 303]),
        ("/projects/tide/verifications/new", &[("command", "true")], [303, 404, 403, 303, 303, 303, 303]),
        (
            "/projects/tide/import-profile",
            &[("list", "statuses"), ("written", "läuft"), ("means", "green")],
            [303, 404, 403, 403, 303, 303, 303],
        ),
        ("/projects/tide/import-profile/forget", &[("list", "statuses"), ("written", "x")], [303, 404, 403, 403, 404, 404, 404]),
        // Allowed, and then there is no such report.
        ("/projects/tide/import/00000000-0000-0000-0000-000000000000", &[("title", "x")], [303, 404, 403, 403, 404, 404, 404]),
        (
            "/projects/tide/import/00000000-0000-0000-0000-000000000000/correct",
            &[("version", "1"), ("number", "0")],
            [303, 404, 403, 403, 404, 404, 404],
        ),
        ("/projects/tide/import/00000000-0000-0000-0000-000000000000/words", &[("means-0", "x")], [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/import/00000000-0000-0000-0000-000000000000/registers", &[("seen", "x")], [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/import-batches/00000000-0000-0000-0000-000000000000", &[("take", "on")], [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/import/00000000-0000-0000-0000-000000000000/discard", &[("discard", "yes")], [303, 404, 403, 403, 303, 303, 303]),
        // Allowed, and then refused for want of a reason, or because nothing is dismissed.
        ("/projects/tide/lint/dismiss", &[PRINT, ("rule-of", "HP001")], [303, 404, 403, 403, 422, 422, 422]),
        ("/projects/tide/lint/dismiss", &[PRINT, ("rule-of", "HP007")], [303, 404, 403, 422, 422, 422, 422]),
        ("/projects/tide/lint/reopen", &[PRINT, ("rule-of", "HP001")], [303, 404, 403, 403, 404, 404, 404]),
        ("/projects/tide/lint/reopen", &[PRINT, ("rule-of", "HP007")], [303, 404, 403, 404, 404, 404, 404]),
        ("/projects/tide/exports", &[("format", "exe")], [303, 404, 422, 422, 422, 422, 422]),
        ("/projects/tide/exports", &[("format", "json"), ("registers", "on")], [303, 404, 403, 403, 403, 303, 303]),
        ("/projects/tide/shares", &[("label", "")], [303, 404, 403, 403, 403, 422, 422]),
        ("/projects/tide/tokens", &[("name", "")], [303, 404, 403, 403, 403, 422, 422]),
        ("/projects/tide/tokens/revoke", &[("token", "x")], [303, 404, 403, 403, 403, 404, 404]),
        ("/account/tokens", &[("name", "")], [303, 422, 422, 422, 422, 422, 422]),
        ("/account/tokens/revoke", &[("token", "x")], [303, 404, 404, 404, 404, 404, 404]),
        ("/users/tokens/revoke", &[("token", "x")], [303, 403, 403, 403, 403, 403, 404]),
        ("/projects/tide/shares/revoke", &[("share", "00000000-0000-0000-0000-000000000000")], [303, 404, 403, 403, 403, 404, 404]),
        ("/projects/tide/badges", &[("allow", "yes")], [303, 404, 403, 403, 403, 303, 303]),
        ("/projects/views", &[("name", "Mine"), ("query", "sort=-age")], [303, 303, 303, 303, 303, 303, 303]),
        ("/account/data", &[("confirm", "x"), ("password", "x")], [303, 422, 422, 422, 422, 422, 422]),
        ("/account/data/file", &[], [303, 200, 200, 200, 200, 200, 200]),
        ("/users/00000000-0000-0000-0000-000000000000/erase", &[("confirm", "x")], [303, 403, 403, 403, 403, 403, 404]),
        ("/users", &[("name", "x"), ("email", "x"), ("password", "x")], [303, 403, 403, 403, 403, 403, 422]),
        ("/groups", &[("name", "Crew")], [303, 403, 403, 403, 403, 403, 303]),
        ("/projects/tide/members/groups", &[("group", "Crew"), ("group-role", "viewer")], [303, 404, 403, 403, 403, 422, 303]),
        ("/users/invite", &[("name", "x"), ("email", "x")], [303, 403, 403, 403, 403, 403, 422]),
        ("/users/take-back", &[("invitation", NOBODY)], [303, 403, 403, 403, 403, 403, 404]),
        ("/users/00000000-0000-0000-0000-000000000000/change", &[("version", "1"), ("name", "x"), ("email", "x@y")], ADMINS),
        ("/users/00000000-0000-0000-0000-000000000000/rights", &[("version", "1"), ("admin", "on")], ADMINS),
        ("/users/00000000-0000-0000-0000-000000000000/deactivate", &[("version", "1")], ADMINS),
        ("/users/00000000-0000-0000-0000-000000000000/reactivate", &[("version", "1")], ADMINS),
        ("/users/00000000-0000-0000-0000-000000000000/end-sessions", &[], ADMINS),
        ("/users/00000000-0000-0000-0000-000000000000/reset-link", &[], ADMINS),
        ("/projects/tide/members/invited", &[("invitation", NOBODY)], [303, 404, 403, 403, 403, 404, 404]),
        ("/account/name", &[("name", "x")], [303, 422, 422, 422, 422, 422, 422]),
        ("/account/sessions/end", &[("session", NOBODY)], [303, 404, 404, 404, 404, 404, 404]),
        ("/account/sessions/end-others", &[], [303, 303, 303, 303, 303, 303, 303]),
        ("/audit/export", &[("format", "csv")], [303, 403, 403, 403, 403, 403, 200]),
        ("/audit/verify", &[], [303, 403, 403, 403, 403, 403, 200]),
        ("/audit/retention", &[("version", "0"), ("security", "x")], [303, 403, 403, 403, 403, 403, 422]),
        ("/policy", &[("required", "some")], [303, 403, 403, 403, 403, 403, 422]),
        ("/account/factors/codes", &[], [303, 422, 422, 422, 422, 422, 422]),
        ("/account/factors/app/begin", &[], [303, 303, 303, 303, 303, 303, 303]),
        ("/account/factors/app", &[("code", "000000")], [303, 422, 422, 422, 422, 422, 422]),
    ];
    // Strangers first: the first form makes one a member.
    for (column, who) in PEOPLE.into_iter().enumerate() {
        let browser = browser(&server, who).await;
        for &(path, form, statuses) in forms {
            let answer = browser.post(path, form).await;
            assert_eq!(answer.status.as_u16(), statuses[column], "{path} for “{who}”: {}", answer.text());
            let away = answer.header("location").starts_with("/sign-in");
            assert_eq!(away, who.is_empty(), "{path} for “{who}”");
        }
    }
}

#[tokio::test]
async fn a_form_from_before_somebody_elses_change_is_refused_and_keeps_what_was_typed() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let rename = |name| [("name", name), ("description", ""), ("tags", ""), ("version", "1")];
    assert_eq!(owner.post("/projects/tide/settings", &rename("Tide gauge north")).await.status, 303);
    let stale = owner.post("/projects/tide/settings", &rename("Tide gauge south")).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Tide gauge south"));
}

#[tokio::test]
async fn a_page_of_the_application_says_what_its_scripts_may_do_or_has_none() {
    let server = server().await;
    let browser = browser(&server, "owner").await;
    for path in [
        "/sign-in",
        "/projects",
        "/projects/new",
        "/account",
        "/projects/tide/members",
        "/projects/tide/settings",
        "/projects/tide/checklists",
    ] {
        let answer = browser.get(path).await;
        let (policy, text) = (answer.header("content-security-policy").to_owned(), answer.text());
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}: {policy}");
        assert!(!text.contains(" style=") && !text.contains("<style"), "{path} has a style of its own");
        assert_eq!(text.contains("<script"), policy.contains("script-src"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}
