//! Words that would like to be a part of a query.

use super::world::World;
use crate::browser::encoded;

const WORDS: &[&str] = &[
    "'",
    "''",
    "\"",
    "' OR '1'='1",
    "1; DROP TABLE users; --",
    "name; DELETE FROM members",
    "name DESC, (SELECT password_hash FROM users)",
    "-(SELECT 1)",
    "\\",
    "%",
    "_",
    "%%%%",
    "*",
    "NEAR(a b)",
    "a AND",
    "title:x OR body:y",
    "\"unclosed",
    "(((",
    "a:* & !b | <-> c",
    "$1",
    "{}",
    "NULL",
];

/// Pages that search, filter or sort, and the values that they ask for.
const LISTS: [(&str, &[&str]); 12] = [
    ("/search", &["q", "kind", "project", "page"]),
    ("/projects", &["q", "sort", "tag", "goal", "verdict", "group", "older", "urgent", "page", "category"]),
    ("/projects.csv", &["q", "sort", "tag", "goal"]),
    ("/projects/compare", &["category", "sort", "page"]),
    ("/work", &["show", "page"]),
    ("/projects/tide/blockers", &["state", "tier", "owner", "sort", "page", "q"]),
    ("/projects/tide/risks", &["state", "sort", "level", "page"]),
    ("/projects/tide/checklists", &["show", "state", "assignee", "page", "q"]),
    ("/projects/tide/activity", &["kind", "who", "page"]),
    ("/projects/tide/criteria", &["state", "page"]),
    ("/projects/tide/verifications", &["state", "page"]),
    ("/projects/tide/plan", &["state", "page"]),
];

#[tokio::test]
async fn no_word_of_a_search_a_filter_or_an_order_becomes_a_part_of_a_query() {
    let world = World::new().await;
    world.other().await;
    let engineer = world.browser("engineer").await;
    let before = world.kept().await;
    for (path, names) in LISTS {
        for word in WORDS {
            for name in names {
                let answer = engineer.get(&format!("{path}?{name}={}", encoded(word))).await;
                assert!([200, 404].contains(&answer.status.as_u16()), "{path}?{name}={word}: {}", answer.status);
                let text = answer.text();
                assert!(
                    !text.contains("argon2") && !text.contains("Ebb gauge") && !text.to_lowercase().contains("syntax error"),
                    "{path}?{name}={word}"
                );
            }
        }
    }
    assert_eq!(before, world.kept().await);
}

#[tokio::test]
async fn a_sign_that_stands_for_any_other_stands_for_itself() {
    let world = World::new().await;
    let owner = world.browser("owner").await;
    for word in ["%", "_", "*", "zz%"] {
        let found = owner.get(&format!("/search?q={}", encoded(word))).await.text();
        assert!(!found.contains("class=\"hits\""), "{word}");
    }
    assert!(owner.get("/search?q=item").await.text().contains("class=\"hits\""));
}

#[tokio::test]
async fn words_of_a_form_are_kept_as_they_are_and_not_run() {
    let world = World::new().await;
    let owner = world.browser("owner").await;
    let typed = "x'); DROP TABLE blockers; --";
    for (path, name) in [
        ("/projects/tide/blockers/new", "title"),
        ("/projects/tide/risks/new", "title"),
        ("/projects/tide/criteria/new", "text"),
        ("/projects/tide/checklists/new", "title"),
    ] {
        let made = owner.post(path, &[(name, typed), ("tier", "1"), ("state", "met")]).await;
        assert_eq!(made.status, 303, "{path}: {}", made.text());
    }
    assert!(owner.get("/projects/tide/blockers").await.text().contains("DROP TABLE blockers"));
    // Nobody signs in by a typed that is always true.
    for email in ["' OR 1=1 --", "owner@example.org' --", "owner@example.org\u{0}", "%@example.org", "owner@example.or_"] {
        let answer = crate::browser::Browser::new(&world.server).sign_in(email, crate::browser::PASSWORD).await;
        assert_eq!(answer.status, 422, "{email:?}");
    }
}
