//! Which account somebody gets who comes from a provider.

use super::provider::{Provider, asked};
use super::{account, comes, is_in, kim, leads_to, pressed, returned, server};
use crate::browser::{Browser, PASSWORD};
use crate::imports::field;
use serde_json::json;

const OPEN: &str = "allow_new_accounts = true";

#[tokio::test]
async fn somebody_new_gets_an_account_and_the_same_one_next_time() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let page = Browser::new(&server).get("/sign-in").await.text();
    assert!(page.contains("Sign in with Corp") && page.contains(r#"action="/sign-in/with/corp""#), "{page}");
    for _ in 0..2 {
        let browser = Browser::new(&server);
        let answer = comes(&browser, &corp, &kim()).await;
        assert_eq!(answer.header("location"), "/work", "{}", answer.text());
        let page = browser.get("/account").await.text();
        assert!(page.contains("Kim Lee") && page.contains("kim@example.org"), "{page}");
    }
    let users = Browser::of(&server, "ada@example.org").await.get("/users").await.text();
    assert_eq!(users.matches("kim@example.org").count(), 1, "{users}");
    assert_eq!(Browser::new(&server).sign_in("kim@example.org", "!").await.status, 422, "there is no password");
}

#[tokio::test]
async fn what_the_token_leaves_out_is_asked_for() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let bare = json!({"email": null, "email_verified": null, "name": null, "sub": "subject-1"});
    corp.tell_userinfo(json!({"sub": "subject-1", "email": "lou@example.org", "email_verified": true, "name": "Lou"}));
    let browser = Browser::new(&server);
    comes(&browser, &corp, &bare).await;
    assert!(browser.get("/account").await.text().contains("lou@example.org"));
    // An answer about somebody else is none.
    corp.tell_userinfo(json!({"sub": "subject-2", "email": "ada@example.org", "email_verified": true, "name": "Ada"}));
    assert_eq!(comes(&Browser::new(&server), &corp, &bare).await.status, 422);
}

#[tokio::test]
async fn nobody_new_comes_in_where_that_is_not_wanted() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, "").await;
    let browser = Browser::new(&server);
    let answer = comes(&browser, &corp, &kim()).await;
    assert!(answer.status == 422 && answer.text().contains("Ask an administrator"), "{}", answer.text());
    assert!(!is_in(&browser).await);
}

#[tokio::test]
async fn an_address_that_is_not_confirmed_or_of_another_domain_makes_no_account() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, "allow_new_accounts = true\nallowed_domains = ['Example.ORG']").await;
    for claims in [
        json!({"email_verified": false}),
        json!({"email_verified": null}),
        json!({"email": null}),
        json!({"email": "kim@example.com"}),
        json!({"email": "kim@example.org@example.com"}),
    ] {
        let browser = Browser::new(&server);
        corp.tell_userinfo(json!({"sub": "subject-1", "name": "Kim"}));
        assert_eq!(comes(&browser, &corp, &claims).await.status, 422, "{claims}");
        assert!(!is_in(&browser).await, "{claims}");
    }
    assert_eq!(comes(&Browser::new(&server), &corp, &kim()).await.status, 303);
}

#[tokio::test]
async fn an_account_with_the_address_is_linked_after_its_password_and_a_yes_only() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    account(&server, "kim", false).await;
    let browser = Browser::new(&server);
    let answer = comes(&browser, &corp, &kim()).await;
    assert_eq!(answer.header("location"), "/sign-in?done=prove&next=%2Faccount%2Fproviders");
    assert!(!is_in(&browser).await, "the provider alone opens nothing");
    assert!(browser.get("/sign-in?done=prove").await.text().contains("with your address already"));
    browser.sign_in("kim@example.org", PASSWORD).await;
    assert!(browser.get("/account/providers").await.text().contains("Is this account yours as well?"));
    let linked = browser.post("/account/providers/confirm", &[("answer", "link")]).await;
    assert_eq!(linked.header("location"), "/account/providers?done=linked", "{}", linked.text());
    let other = Browser::new(&server);
    assert_eq!(comes(&other, &corp, &kim()).await.header("location"), "/work");
    assert!(is_in(&other).await);
}

#[tokio::test]
async fn what_waits_for_one_person_is_not_offered_to_another_and_a_no_ends_it() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    account(&server, "kim", false).await;
    let browser = Browser::new(&server);
    comes(&browser, &corp, &kim()).await;
    browser.sign_in("ada@example.org", PASSWORD).await;
    assert!(!browser.get("/account/providers").await.text().contains("Is this account yours"));
    assert_eq!(browser.post("/account/providers/confirm", &[("answer", "link")]).await.status, 422);
    let browser = Browser::new(&server);
    comes(&browser, &corp, &kim()).await;
    browser.sign_in("kim@example.org", PASSWORD).await;
    browser.post("/account/providers/confirm", &[("answer", "no")]).await;
    assert_eq!(browser.post("/account/providers/confirm", &[("answer", "link")]).await.status, 422);
    assert!(comes(&Browser::new(&server), &corp, &kim()).await.header("location").starts_with("/sign-in?done=prove"));
}

#[tokio::test]
async fn a_sign_in_is_linked_and_unlinked_by_its_owner() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, "").await;
    let ada = Browser::of(&server, "ada@example.org").await;
    let address = leads_to(&ada.post("/account/providers/link", &[("provider", "corp")]).await);
    assert_eq!(asked(&address)["prompt"], "login", "a session left open there is not enough");
    let back = corp.signs_in(&address, &json!({"email": "ada@corp.example", "email_verified": false}), super::Signed::Right);
    assert_eq!(returned(&ada, "corp", &back).await.header("location"), "/account/providers?done=linked");
    let browser = Browser::new(&server);
    assert_eq!(comes(&browser, &corp, &json!({"email": "ada@corp.example"})).await.header("location"), "/work");
    assert!(browser.get("/account").await.text().contains("ada@example.org"));
    // The same account there with another one here.
    account(&server, "bob", false).await;
    let bob = Browser::of(&server, "bob@example.org").await;
    let address = leads_to(&bob.post("/account/providers/link", &[("provider", "corp")]).await);
    let taken = returned(&bob, "corp", &corp.signs_in(&address, &kim(), super::Signed::Right)).await;
    assert!(taken.status == 422 && taken.text().contains("linked with another account"), "{}", taken.text());
    let id = field(&ada.get("/account/providers").await.text(), "id");
    assert_eq!(bob.post("/account/providers/unlink", &[("id", &id)]).await.status, 404, "not one's own");
    assert_eq!(ada.post("/account/providers/unlink", &[("id", &id)]).await.header("location"), "/account/providers?done=unlinked");
    assert_eq!(comes(&Browser::new(&server), &corp, &json!({"email": "ada@corp.example"})).await.status, 422);
}

#[tokio::test]
async fn the_last_way_into_an_account_stays() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let browser = Browser::new(&server);
    comes(&browser, &corp, &kim()).await;
    let page = browser.get("/account/providers").await.text();
    assert!(page.contains("Your only way in"), "{page}");
    let other = comes(&Browser::new(&server), &corp, &json!({"sub": "subject-2", "email": "lou@example.org"})).await;
    assert_eq!(other.status, 303);
    let address = leads_to(&browser.post("/account/providers/link", &[("provider", "corp")]).await);
    let back = corp.signs_in(&address, &json!({"sub": "subject-3", "email": "kim@private.example"}), super::Signed::Right);
    assert_eq!(returned(&browser, "corp", &back).await.status, 303);
    let id = field(&browser.get("/account/providers").await.text(), "id");
    assert_eq!(browser.post("/account/providers/unlink", &[("id", &id)]).await.status, 303);
    let last = browser.get("/account/providers").await.text();
    assert!(last.contains("Your only way in"), "{last}");
}

#[tokio::test]
async fn a_group_at_the_provider_gives_the_right_to_administer_and_takes_it_away() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, "allow_new_accounts = true\ngroup_claim = 'realm.groups'\nadmin_group = 'admins'").await;
    let with = |groups: &[&str]| json!({"realm": {"groups": groups}});
    for (groups, status) in [(&["staff"][..], 403), (&["staff", "admins"], 200), (&[], 403)] {
        let browser = Browser::new(&server);
        comes(&browser, &corp, &with(groups)).await;
        assert_eq!(browser.get("/users").await.status, status, "{groups:?}");
    }
}

#[tokio::test]
async fn the_last_administrator_does_not_lose_the_right_by_a_group() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, "group_claim = 'groups'\nadmin_group = 'admins'").await;
    let ada = Browser::of(&server, "ada@example.org").await;
    let address = leads_to(&ada.post("/account/providers/link", &[("provider", "corp")]).await);
    returned(&ada, "corp", &corp.signs_in(&address, &json!({"groups": []}), super::Signed::Right)).await;
    let browser = Browser::new(&server);
    comes(&browser, &corp, &json!({"groups": []})).await;
    assert_eq!(browser.get("/users").await.status, 200);
}

#[tokio::test]
async fn signing_out_leads_to_the_provider_that_the_session_came_from() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let browser = Browser::new(&server);
    comes(&browser, &corp, &kim()).await;
    let address = leads_to(&browser.post("/sign-out", &[]).await);
    let sent = asked(&address);
    assert!(address.starts_with(&format!("{}/end?", corp.issuer())), "{address}");
    assert_eq!(sent["post_logout_redirect_uri"], "http://127.0.0.1:3000/sign-in?done=signed-out");
    assert_eq!(sent["id_token_hint"].matches('.').count(), 2);
    assert!(!is_in(&browser).await, "the session here is over whatever happens there");
    let ada = Browser::of(&server, "ada@example.org").await;
    assert_eq!(ada.post("/sign-out", &[]).await.header("location"), "/sign-in?done=signed-out");
}

#[tokio::test]
async fn a_provider_that_is_away_leaves_the_password() {
    let corp = Provider::start().await;
    corp.go_away(true);
    let server = server(&corp, &corp, OPEN).await;
    let browser = Browser::new(&server);
    let answer = browser.post("/sign-in/with/corp", &[("next", "/work")]).await;
    let text = answer.text();
    assert!(answer.status == 422 && text.contains("does not answer as it should") && text.contains("Password"), "{text}");
    assert_eq!(browser.sign_in("ada@example.org", PASSWORD).await.status, 303);
    assert_eq!(browser.post("/sign-in/with/nobody", &[]).await.status, 404);
}

#[tokio::test]
async fn a_key_that_the_provider_changed_is_fetched() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    assert_eq!(comes(&Browser::new(&server), &corp, &kim()).await.status, 303);
    corp.change_key();
    assert_eq!(comes(&Browser::new(&server), &corp, &kim()).await.status, 303);
    // Another change in the same minute is not believed: a flood of wrong tokens is none of questions.
    corp.change_key();
    assert_eq!(comes(&Browser::new(&server), &corp, &kim()).await.status, 422);
}

#[tokio::test]
async fn a_session_gets_a_new_id_by_signing_in() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let browser = Browser::new(&server);
    let address = pressed(&browser, "").await;
    let before = browser.cookie("holdpoint");
    let answer = returned(&browser, "corp", &corp.signs_in(&address, &kim(), super::Signed::Right)).await;
    assert_eq!(answer.header("location"), "/projects");
    let after = browser.cookie("holdpoint");
    assert!(!before.is_empty() && before != after);
    let planted = Browser::new(&server);
    planted.set_cookie("holdpoint", &before);
    assert!(!is_in(&planted).await);
}
