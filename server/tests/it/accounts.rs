use crate::browser::{Browser, PASSWORD};
use crate::support::{Answer, Server, cheap};
use domain::accounts::Password;
use http::StatusCode;
use service::accounts::{NewUser, SetupCode, add_user, operator};

const EMAIL: &str = "ada@example.org";

async fn set_up(browser: &Browser<'_>, code: &str) -> Answer {
    let form = [("code", code), ("name", "Ada"), ("email", EMAIL), ("password", PASSWORD), ("again", PASSWORD)];
    browser.post("/setup", &form).await
}

/// A server on which Ada has an account.
async fn server_with_ada(values: &[(&str, &str)]) -> (Server, SetupCode) {
    let (server, code) = Server::with_app(values).await;
    let new = NewUser { email: EMAIL.into(), name: "Ada".into(), password: Password::given(PASSWORD.into()) };
    add_user(&server.db, &cheap(), &operator().unwrap().admin(), new, true, service::now()).await.unwrap();
    (server, code)
}

#[tokio::test]
async fn the_first_visitor_is_led_to_the_set_up_page_and_signed_in_by_it() {
    let (server, code) = Server::with_app(&[]).await;
    let browser = Browser::new(&server);
    assert_eq!(browser.get("/projects").await.header("location"), "/setup");
    assert_eq!(browser.get("/setup").await.status, StatusCode::OK);
    let wrong = set_up(&browser, "AAAA-AAAA-AAAA-AAAA").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.text().contains(&code.to_string()));
    assert_eq!(browser.cookie("holdpoint"), "");
    assert_eq!(set_up(&browser, &code.to_string()).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/projects").await.text().contains("Ada"));
}

#[tokio::test]
async fn a_set_up_installation_is_not_set_up_again() {
    let (server, code) = server_with_ada(&[]).await;
    let browser = Browser::new(&server);
    assert_eq!(browser.get("/setup").await.header("location"), "/sign-in");
    let answer = set_up(&browser, &code.to_string()).await;
    assert!(answer.status.is_client_error() || answer.header("location") == "/sign-in", "{}", answer.status);
    assert_eq!(browser.cookie("holdpoint"), "");
}

#[tokio::test]
async fn signing_in_gives_a_fresh_session_and_signing_out_ends_it() {
    let (server, _) = server_with_ada(&[]).await;
    let browser = Browser::new(&server);
    browser.set_cookie("holdpoint", "AAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(browser.sign_in(EMAIL, PASSWORD).await.header("location"), "/projects");
    let first = browser.cookie("holdpoint");
    assert_ne!(first, "AAAAAAAAAAAAAAAAAAAAAA");
    browser.sign_in(EMAIL, PASSWORD).await;
    let second = browser.cookie("holdpoint");
    assert_ne!(first, second);
    browser.post("/sign-out", &[]).await;
    assert_eq!(browser.cookie("holdpoint"), "");
    for old in [first, second] {
        browser.set_cookie("holdpoint", &old);
        assert!(browser.get("/projects").await.header("location").starts_with("/sign-in"));
    }
}

#[tokio::test]
async fn under_https_the_session_and_the_colours_are_kept_in_cookies_that_never_leave_tls() {
    let (server, _) = server_with_ada(&[("HOLDPOINT_PUBLIC_URL", "https://ready.example")]).await;
    let browser = Browser::new(&server);
    let answer = browser.sign_in(EMAIL, PASSWORD).await;
    let set = answer.header("set-cookie");
    assert!(set.starts_with("__Host-holdpoint=") && set.contains("Secure") && set.contains("HttpOnly"), "{set}");
    let theme = browser.post("/theme", &[("theme", "dark"), ("back", "/projects")]).await;
    assert!(theme.header("set-cookie").contains("Secure"));
    browser.post("/sign-out", &[]).await;
    assert_eq!(browser.cookie("__Host-holdpoint"), "");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_look_the_same() {
    let (server, _) = server_with_ada(&[]).await;
    let without_id = |answer: Answer| (answer.status, answer.text().replace(answer.header("x-request-id"), "").replace("eve@", "ada@"));
    let wrong = without_id(Browser::new(&server).sign_in(EMAIL, "not the right one").await);
    let unknown = without_id(Browser::new(&server).sign_in("eve@example.org", "not the right one").await);
    assert_eq!(wrong.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong, unknown);
    assert!(!wrong.1.contains("not the right one"), "a password is never sent back");
}

#[tokio::test]
async fn guessing_is_slowed_down_even_for_the_right_password() {
    let (server, _) = server_with_ada(&[]).await;
    let browser = Browser::new(&server);
    let mut refused = StatusCode::OK;
    for _ in 0..12 {
        refused = browser.sign_in(EMAIL, "not the right one").await.status;
    }
    assert_eq!(refused, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(browser.sign_in(EMAIL, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn changing_the_password_ends_all_sessions_of_the_person_and_none_of_others() {
    let (server, _) = server_with_ada(&[]).await;
    let (here, elsewhere) = (Browser::of(&server, EMAIL).await, Browser::of(&server, EMAIL).await);
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("password", PASSWORD)];
    assert_eq!(here.post("/users", &bob).await.status, StatusCode::SEE_OTHER);
    let other = Browser::of(&server, "bob@example.org").await;
    let new = "quite another password";
    let change = |old| [("old", old), ("new", new), ("again", new)];
    assert_eq!(here.post("/account", &change("wrong old password")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(elsewhere.get("/account").await.status, StatusCode::OK);
    assert_eq!(here.post("/account", &change(PASSWORD)).await.status, StatusCode::SEE_OTHER);
    for ended in [&here, &elsewhere] {
        assert!(ended.get("/account").await.header("location").starts_with("/sign-in"));
    }
    assert_eq!(other.get("/account").await.status, StatusCode::OK);
    assert_eq!(Browser::new(&server).sign_in(EMAIL, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(Browser::new(&server).sign_in(EMAIL, new).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn after_signing_in_nobody_is_led_to_another_site() {
    let (server, _) = server_with_ada(&[]).await;
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let form = [("email", EMAIL), ("password", PASSWORD), ("next", next)];
        assert_eq!(Browser::new(&server).post("/sign-in", &form).await.header("location"), "/", "{next}");
    }
}
