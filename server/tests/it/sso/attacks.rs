//! What must not let anybody in.

use super::provider::{Provider, Signed, asked, at_hash};
use super::{is_in, kim, pressed, returned, server};
use crate::browser::Browser;
use serde_json::json;

const OPEN: &str = "allow_new_accounts = true";

#[tokio::test]
async fn a_callback_counts_in_the_browser_that_began_and_once() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let (own, foreign) = (Browser::new(&server), Browser::new(&server));
    let address = pressed(&own, "/work").await;
    let back = corp.signs_in(&address, &kim(), Signed::Right);
    // Signing in by force: the attacker's answer in the victim's browser, which began nothing, or something else.
    assert_eq!(returned(&foreign, "corp", &back).await.status, 422);
    pressed(&foreign, "/work").await;
    assert_eq!(returned(&foreign, "corp", &back).await.status, 422);
    assert!(!is_in(&foreign).await);
    assert_eq!(returned(&own, "corp", &back).await.status, 303);
    let again = returned(&own, "corp", &back).await;
    assert!(again.status == 422 && again.text().contains("was finished already"), "{}", again.text());
}

#[tokio::test]
async fn a_state_that_is_another_or_none_ends_the_way() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    for state in ["", "guessed"] {
        let browser = Browser::new(&server);
        let address = pressed(&browser, "/work").await;
        let right = corp.signs_in(&address, &kim(), Signed::Right);
        let mut wrong = right.clone();
        wrong.insert("state".into(), state.into());
        assert_eq!(returned(&browser, "corp", &wrong).await.status, 422);
        assert_eq!(returned(&browser, "corp", &right).await.status, 422, "there is one try");
        assert!(!is_in(&browser).await);
    }
}

#[tokio::test]
async fn an_answer_of_one_provider_is_none_of_another() {
    let (corp, other) = (Provider::start().await, Provider::start().await);
    let server = server(&corp, &other, OPEN).await;
    // Begun with one, brought back to the callback of the other.
    let browser = Browser::new(&server);
    let address = pressed(&browser, "/work").await;
    assert_eq!(returned(&browser, "other", &corp.signs_in(&address, &kim(), Signed::Right)).await.status, 422);
    // Mix-up: the other one answers in place of the one that was asked, and says so.
    let browser = Browser::new(&server);
    let mut back = corp.signs_in(&pressed(&browser, "/work").await, &kim(), Signed::Right);
    back.insert("iss".into(), other.issuer().into());
    assert_eq!(returned(&browser, "corp", &back).await.status, 422);
    // The same person's right issuer goes through.
    let browser = Browser::new(&server);
    let mut back = corp.signs_in(&pressed(&browser, "/work").await, &kim(), Signed::Right);
    back.insert("iss".into(), corp.issuer().into());
    assert_eq!(returned(&browser, "corp", &back).await.status, 303);
}

#[tokio::test]
async fn who_promises_to_say_who_answers_has_to() {
    let corp = Provider::start().await;
    corp.promise_issuer();
    let server = server(&corp, &corp, OPEN).await;
    let browser = Browser::new(&server);
    let back = corp.signs_in(&pressed(&browser, "/work").await, &kim(), Signed::Right);
    assert_eq!(returned(&browser, "corp", &back).await.status, 422);
}

#[tokio::test]
async fn a_token_that_is_not_right_in_every_part_lets_nobody_in() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let long_ago = service::now().to_utc().timestamp() - 10;
    let wrong = [
        (json!({"aud": "somebody-else"}), Signed::Right),
        (json!({"aud": ["holdpoint", "somebody-else"]}), Signed::Right),
        (json!({"azp": "somebody-else"}), Signed::Right),
        (json!({"iss": "https://evil.example"}), Signed::Right),
        (json!({"exp": long_ago}), Signed::Right),
        (json!({"nonce": "of another sign-in"}), Signed::Right),
        (json!({"nonce": null}), Signed::Right),
        (json!({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}), Signed::Right),
        (json!({}), Signed::Not),
        (json!({}), Signed::BySecret),
        (json!({}), Signed::Forged),
    ];
    for (claims, signed) in wrong {
        let browser = Browser::new(&server);
        let back = corp.signs_in(&pressed(&browser, "/work").await, &claims, signed);
        let answer = returned(&browser, "corp", &back).await;
        assert_eq!(answer.status, 422, "{claims} {signed:?}");
        assert!(!is_in(&browser).await, "{claims} {signed:?}");
    }
    let browser = Browser::new(&server);
    let back = corp.signs_in(&pressed(&browser, "/work").await, &json!({"at_hash": at_hash()}), Signed::Right);
    assert_eq!(returned(&browser, "corp", &back).await.status, 303, "what is right does");
}

#[tokio::test]
async fn a_name_that_passes_to_another_issuer_opens_no_account_of_the_former() {
    let (corp, other) = (Provider::start().await, Provider::start().await);
    let server = server(&corp, &other, OPEN).await;
    let browser = Browser::new(&server);
    returned(&browser, "corp", &corp.signs_in(&pressed(&browser, "/work").await, &kim(), Signed::Right)).await;
    // The same subject at another provider is somebody else, whose address is taken.
    let browser = Browser::new(&server);
    let address = super::leads_to(&browser.post("/sign-in/with/other", &[("next", "/work")]).await);
    let back = other.signs_in(&address, &kim(), Signed::Right);
    assert!(returned(&browser, "other", &back).await.header("location").starts_with("/sign-in?done=prove"));
    assert!(!is_in(&browser).await);
}

#[tokio::test]
async fn nobody_is_led_to_another_site_afterwards() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let browser = Browser::new(&server);
        let back = corp.signs_in(&pressed(&browser, next).await, &kim(), Signed::Right);
        assert_eq!(returned(&browser, "corp", &back).await.header("location"), "/", "{next}");
    }
}

#[tokio::test]
async fn what_a_provider_says_instead_of_a_code_is_told_in_our_words() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let browser = Browser::new(&server);
    let state = asked(&pressed(&browser, "/work").await)["state"].clone();
    let back = [("state", state.as_str()), ("error", "<script>alert(1)</script>")]
        .map(|(name, value)| (name.to_owned(), value.replace(['<', '>'], "%3C")));
    let answer = returned(&browser, "corp", &back.into()).await;
    assert!(answer.status == 422 && answer.text().contains("did not let you in"), "{}", answer.text());
    assert!(!answer.text().contains("alert(1)</h1>"), "{}", answer.text());
}

#[tokio::test]
async fn another_site_cannot_begin_a_sign_in() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let request = http::Request::post("/sign-in/with/corp").header("sec-fetch-site", "cross-site").header("host", "127.0.0.1:3000");
    assert_eq!(server.ask(request.body(axum::body::Body::empty()).unwrap()).await.status, 403);
    assert_eq!(Browser::new(&server).get("/sign-in/with/corp").await.header("location"), "/sign-in");
}

#[tokio::test]
async fn only_its_owner_comes_back_from_a_way_to_link() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    super::account(&server, "bob", false).await;
    let browser = Browser::of(&server, "ada@example.org").await;
    let address = super::leads_to(&browser.post("/account/providers/link", &[("provider", "corp")]).await);
    let back = corp.signs_in(&address, &kim(), Signed::Right);
    // Somebody else signs in meanwhile, in the same browser.
    browser.sign_in("bob@example.org", crate::browser::PASSWORD).await;
    assert_eq!(returned(&browser, "corp", &back).await.status, 422);
    assert!(browser.get("/account/providers").await.text().contains("No account elsewhere is linked"));
    assert!(
        Browser::new(&server).post("/account/providers/link", &[("provider", "corp")]).await.header("location").starts_with("/sign-in")
    );
}

#[tokio::test]
async fn an_account_that_is_out_of_use_is_closed_to_providers_too() {
    let corp = Provider::start().await;
    let server = server(&corp, &corp, OPEN).await;
    let browser = Browser::new(&server);
    assert_eq!(super::comes(&browser, &corp, &kim()).await.status, 303);
    server.scratch.by_hand("UPDATE users SET deactivated_at = created_at WHERE email = 'kim@example.org'").await;
    let browser = Browser::new(&server);
    let answer = super::comes(&browser, &corp, &kim()).await;
    assert!(answer.status == 422 && answer.text().contains("out of use"), "{}", answer.text());
    assert!(!is_in(&browser).await);
}
