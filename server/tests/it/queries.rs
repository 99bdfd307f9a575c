//! What each page costs: a fixed small number of queries, sign-in and rights included, however much is in the project.

mod filled;

pub(crate) use self::filled::{filled, first, last};
use crate::roles::{browser, server};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every page that can be asked for, as the application names it, and its queries.
pub(crate) const PAGES: &[(&str, u64)] = &[
    ("/setup", 1),
    ("/sign-in", 1),
    ("/account", 2),
    ("/account/data", 4),
    ("/users/{user}/erase", 3),
    ("/account/providers", 4),
    ("/sign-in/with/{provider}/callback", 2),
    ("/account/confirm", 4),
    ("/account/factors", 4),
    ("/account/factors/app", 2),
    ("/account/factors/passkey", 2),
    ("/policy", 3),
    ("/sign-in/passkey", 1),
    ("/sign-in/second", 1),
    ("/users", 4),
    ("/groups", 4),
    ("/groups/{group}", 7),
    ("/account/tokens", 4),
    ("/users/tokens", 4),
    ("/projects/{slug}/tokens", 5),
    ("/projects/{slug}/gates", 11),
    ("/projects/{slug}/gates/new", 11),
    ("/projects/{slug}/gates/take", 5),
    ("/projects/{slug}/gates/versions", 5),
    ("/projects/{slug}/gates/{goal}/edit", 11),
    ("/projects/{slug}/gates/{goal}/sign", 10),
    ("/projects/{slug}/decisions", 5),
    ("/projects/{slug}/decisions/{decision}", 14),
    ("/projects/{slug}/decisions/{decision}/state", 5),
    ("/projects/{slug}/what-if", 16),
    ("/projects/{slug}/summary", 36),
    ("/projects/{slug}/assessments", 6),
    ("/projects/{slug}/assessments/new", 6),
    ("/projects/{slug}/assessments/{draft}/edit", 9),
    ("/projects/{slug}/assessments/{draft}/findings/new", 4),
    ("/projects/{slug}/categories/{category}/edit", 9),
    ("/projects/{slug}/findings/{drafted}/edit", 5),
    ("/projects/{slug}/assessments/{assessment}", 16),
    ("/projects/{slug}/assessments/{assessment}/source", 10),
    ("/projects/{slug}/assessments/{assessment}/freeze", 9),
    ("/projects/{slug}/assessments/{assessment}/snapshot", 6),
    ("/projects/{slug}/lint", 15),
    ("/projects/{slug}/lint?assessment={assessment}", 16),
    ("/projects/{slug}/findings/{finding}", 9),
    ("/projects/{slug}/changes", 21),
    ("/projects/{slug}/changes/choose?from={assessment}&to={draft}", 3),
    ("/projects/{slug}/changes/{assessment}/{draft}", 11),
    ("/projects/{slug}/changes/{assessment}/{draft}/file?format=md", 11),
    ("/projects/{slug}/changes/{assessment}/{draft}/match?part=category&side=before&name=Area%201", 11),
    ("/projects/{slug}/blockers", 7),
    ("/projects/{slug}/blockers/new", 4),
    ("/projects/{slug}/blockers/{blocker}", 9),
    ("/projects/{slug}/blockers/{blocker}/edit", 5),
    ("/projects/{slug}/checklists", 7),
    ("/projects/{slug}/checklists/new", 3),
    ("/projects/{slug}/checklists/paste", 6),
    ("/projects/{slug}/checklists/{checklist}", 8),
    ("/projects/{slug}/items/new?list={checklist}", 5),
    ("/projects/{slug}/items/{item}", 11),
    ("/projects/{slug}/items/{item}/edit", 7),
    ("/projects/{slug}/evidence/{evidence}", 6),
    ("/projects/{slug}/criteria", 5),
    ("/projects/{slug}/criteria/new", 4),
    ("/projects/{slug}/criteria/{criterion}", 9),
    ("/projects/{slug}/criteria/{criterion}/edit", 5),
    ("/projects/{slug}/import", 4),
    ("/projects/{slug}/import/{source}", 7),
    ("/projects/{slug}/import/{source}?kind=item&record=item-{line}", 7),
    ("/projects/{slug}/import/{source}/words", 5),
    ("/projects/{slug}/import/{source}/reading.json", 7),
    ("/projects/{slug}/import/{source}/registers", 17),
    ("/projects/{slug}/import-batches/{batch}", 5),
    ("/projects/{slug}/import-profile", 4),
    ("/projects/{slug}/exports", 5),
    ("/projects/{slug}/exports/{export}", 4),
    ("/projects/{slug}/exports/{export}/file", 6),
    ("/projects/{slug}/report", 44),
    ("/projects/{slug}/report?audit={assessment}", 21),
    ("/projects/{slug}/shares", 6),
    ("/projects/{slug}/badges", 4),
    ("/s/{token}", 45),
    ("/s/{token}/report.pdf", 45),
    ("/s/{token}/logo", 4),
    ("/badges/{slug}/score.svg", 3),
    ("/badges/{slug}/blockers.svg", 3),
    ("/badges/{slug}/goals/{goal}", 3),
    ("/account/sessions", 4),
    ("/users/invite", 2),
    ("/users?state=invited", 4),
    ("/users?state=all&q=x", 4),
    ("/users/{user}", 5),
    ("/invitations/{invitation}", 4),
    ("/reset/{reset}", 2),
    ("/forgot", 0),
    ("/projects/{slug}/members/invited", 5),
    ("/audit", 3),
    ("/audit?kind=security&person=admin@example.org&project=tide&from=2026-01-01&address=127.0.0.1&text=a", 5),
    ("/audit/verify", 2),
    ("/audit/retention", 3),
    ("/organisation", 3),
    ("/organisation/logo", 3),
    ("/restore", 2),
    ("/projects/{slug}/activity", 6),
    ("/projects/{slug}/metrics", 5),
    ("/projects/{slug}/metrics/new", 3),
    ("/projects/{slug}/metrics/{metric}", 8),
    ("/projects/{slug}/metrics/{metric}/edit", 4),
    ("/projects/{slug}", 18),
    ("/projects/{slug}/plan", 6),
    ("/projects/{slug}/plan/new", 4),
    ("/projects/{slug}/plan/{step}", 10),
    ("/projects/{slug}/plan/{step}/edit", 5),
    ("/", 2),
    ("/projects", 5),
    ("/projects?sort=-blockers&goal=beta&verdict=go&urgent=yes&older=30", 5),
    ("/projects?group=tag", 8),
    ("/projects.csv", 3),
    ("/projects/compare", 5),
    ("/projects/compare?category=area%201&sort=-share", 5),
    ("/projects/views", 3),
    ("/projects/{slug}/trends", 10),
    ("/projects/{slug}/trends?weeks=52", 10),
    ("/projects/new", 2),
    ("/projects/{slug}/settings", 3),
    ("/projects/{slug}/settings/words", 3),
    ("/projects/{slug}/settings/scoring", 4),
    ("/projects/{slug}/members", 8),
    ("/projects/{slug}/bin", 5),
    ("/projects/{slug}/records/{record}", 4),
    ("/projects/{slug}/comments/{comment}", 5),
    ("/projects/{slug}/comments/{comment}/edit", 5),
    ("/projects/{slug}/risks", 8),
    ("/projects/{slug}/risks/new", 4),
    ("/projects/{slug}/risks/{risk}", 9),
    ("/projects/{slug}/risks/{risk}/edit", 5),
    ("/search", 2),
    ("/projects/{slug}/verifications", 5),
    ("/projects/{slug}/verifications/new", 3),
    ("/projects/{slug}/verifications/{verification}", 12),
    ("/projects/{slug}/verifications/{verification}/edit", 4),
    ("/templates", 4),
    ("/templates/new", 2),
    ("/templates/new?from=backend-audit", 5),
    ("/templates/schema", 0),
    ("/templates/backend-audit", 5),
    ("/templates/{key}", 5),
    ("/templates/{key}?from=1", 6),
    ("/templates/{key}/file", 5),
    ("/templates/{key}/edit", 6),
    ("/projects/{slug}/assessments/{assessment}/template", 8),
    ("/projects/{slug}/assessments/{assessment}/offer", 4),
    ("/work", 6),
    ("/work?show=mentions", 5),
    ("/search?q=item", 5),
    ("/projects/{slug}/blockers?state=all&page=2", 7),
];

/// Asks for each page and gives its pattern and its queries.
async fn measured(rows: usize) -> Vec<(&'static str, u64)> {
    let server = server().await;
    let owner = browser(&server, "admin").await;
    let found = filled(&owner, rows).await;
    let mut counts = Vec::new();
    for (pattern, _) in PAGES {
        let path = found.iter().fold((*pattern).to_owned(), |path, (name, id)| path.replace(name.as_str(), id));
        let before = server.db.queries();
        let answer = owner.get(&path).await;
        counts.push((*pattern, server.db.queries() - before));
        // Nobody comes back from where nobody was sent.
        let refused = path.ends_with("/callback") && answer.status == 422;
        assert!(refused || [200, 303].contains(&answer.status.as_u16()), "{path}: {} {}", answer.status, answer.text());
    }
    counts
}

/// The addresses of pages in the sources of the application: the routes that answer to GET.
fn routes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src")];
    while let Some(folder) = folders.pop() {
        folders.extend(fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()));
        let Ok(text) = fs::read_to_string(folder.join("mod.rs")) else { continue };
        for (path, rest) in text.split(".route(\"").skip(1).filter_map(|route| route.split_once("\", ")) {
            if ["show(", "form(", "get("].iter().any(|door| rest.starts_with(door)) {
                found.insert(path.to_owned());
            }
        }
    }
    found
}

#[tokio::test]
async fn every_page_takes_the_same_few_queries_with_two_rows_and_with_a_hundred_and_twenty() {
    let (few, many) = (measured(2).await, measured(120).await);
    assert_eq!(few, many);
    assert_eq!(few, PAGES, "the table above");
}

/// The address as the sources name it: a draft and what is in it are written under the same addresses as what is frozen.
pub(crate) fn same_route(path: &str) -> String {
    let pair = ("changes/{assessment}/{draft}", "changes/{from}/{to}");
    path.replace(pair.0, pair.1).replace("{draft}", "{assessment}").replace("backend-audit", "{key}").replace("{drafted}", "{finding}")
}

#[test]
fn no_page_is_left_out() {
    let asked: BTreeSet<String> = PAGES.iter().map(|(path, _)| same_route(path.split('?').next().unwrap())).collect();
    let routes = routes();
    assert!(routes.len() > 40, "{routes:?}");
    assert_eq!(routes.difference(&asked).collect::<Vec<_>>(), Vec::<&String>::new());
}
