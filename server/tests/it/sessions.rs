use crate::support::{Answer, Server};
use axum::Router;
use axum::body::Body;
use axum::routing::get;
use domain::accounts::{Password, User};
use domain::ids::UserId;
use http::{Request, StatusCode};
use service::accounts::sessions::{self as rows, digest};
use service::accounts::{self, HashParams, Hasher, NewUser};
use tower_sessions::Session;

const HTTPS: &[(&str, &str)] = &[("HOLDPOINT_PUBLIC_URL", "https://ready.example")];

async fn sign_in(session: Session, id: String) {
    session.cycle_id().await.unwrap();
    session.insert("user", UserId(id.parse().unwrap())).await.unwrap();
}

async fn who(session: Session) -> String {
    session.get::<UserId>("user").await.unwrap().map(|id| id.to_string()).unwrap_or_default()
}

fn pages() -> Router {
    Router::new()
        .route("/in/{id}", get(|session: Session, axum::extract::Path(id): axum::extract::Path<String>| sign_in(session, id)))
        .route("/out", get(|session: Session| async move { session.flush().await.unwrap() }))
        .route("/who", get(who))
}

async fn person(server: &Server) -> User {
    let new = NewUser { email: "kim@example.org".into(), name: "Kim".into(), password: Password::given("correct horse battery".into()) };
    let hasher = Hasher::new(HashParams::cheap_for_tests()).unwrap();
    let by = accounts::operator().unwrap().admin();
    accounts::add_user(&server.db, &hasher, &by, new, false, service::now()).await.unwrap()
}

async fn ask(server: &Server, path: &str, cookie: &str) -> Answer {
    server.ask(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

/// The part that a browser sends back.
fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

fn row_id(server: &Server, cookie: &str) -> String {
    digest(&server.keys, cookie.split_once('=').unwrap().1)
}

#[tokio::test]
async fn a_visitor_gets_no_session_before_there_is_something_to_keep() {
    let server = Server::with(&[], pages()).await;
    assert_eq!(server.get("/who").await.header("set-cookie"), "");
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    for (values, start, secure) in [(&[][..], "holdpoint=", false), (HTTPS, "__Host-holdpoint=", true)] {
        let server = Server::with(values, pages()).await;
        let user = person(&server).await;
        let answer = server.get(&format!("/in/{}", user.id)).await;
        let set = answer.header("set-cookie");
        assert!(set.starts_with(start), "{set}");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(set.contains(part), "{set}");
        }
        assert_eq!(set.contains("Secure"), secure, "{set}");
        assert!(!set.contains("Domain"), "{set}");
    }
}

#[tokio::test]
async fn the_row_names_its_user_and_not_what_is_in_the_cookie() {
    let server = Server::with(&[], pages()).await;
    let user = person(&server).await;
    let cookie = cookie(&server.get(&format!("/in/{}", user.id)).await);
    let row = rows::load(&server.db, &row_id(&server, &cookie), service::now()).await.unwrap().unwrap();
    assert_eq!(row.user, Some(user.id));
    assert!(!cookie.contains(&row.id));
    assert_eq!(row.expires_at.seconds_since(row.created_at), 12 * 3600);
}

#[tokio::test]
async fn signing_in_gives_a_new_id_and_the_old_one_is_worth_nothing() {
    let server = Server::with(&[], pages()).await;
    let user = person(&server).await;
    let path = format!("/in/{}", user.id);
    let first = cookie(&server.get(&path).await);
    let second = cookie(&ask(&server, &path, &first).await);
    assert_ne!(first, second);
    assert_eq!(ask(&server, "/who", &second).await.text(), user.id.to_string());
    assert_eq!(ask(&server, "/who", &first).await.text(), "");
}

#[tokio::test]
async fn a_made_up_id_is_not_taken_over() {
    let server = Server::with(&[], pages()).await;
    let user = person(&server).await;
    let planted = "holdpoint=AAAAAAAAAAAAAAAAAAAAAA";
    let given = cookie(&ask(&server, &format!("/in/{}", user.id), planted).await);
    assert_ne!(given, planted);
    assert_eq!(ask(&server, "/who", planted).await.text(), "");
    for broken in ["holdpoint=", "holdpoint=%00", "holdpoint=x; holdpoint=y"] {
        assert_eq!(ask(&server, "/who", broken).await.status, StatusCode::OK, "{broken}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_removes_the_cookie() {
    for values in [&[][..], HTTPS] {
        let server = Server::with(values, pages()).await;
        let user = person(&server).await;
        let cookie = cookie(&server.get(&format!("/in/{}", user.id)).await);
        let answer = ask(&server, "/out", &cookie).await;
        assert!(answer.header("set-cookie").contains("Max-Age=0"), "{}", answer.header("set-cookie"));
        assert_eq!(ask(&server, "/who", &cookie).await.text(), "");
    }
}

#[tokio::test]
async fn an_expired_session_is_none() {
    let server = Server::with(&[], pages()).await;
    let user = person(&server).await;
    let cookie = cookie(&server.get(&format!("/in/{}", user.id)).await);
    let now = service::now();
    let mut row = rows::load(&server.db, &row_id(&server, &cookie), now).await.unwrap().unwrap();
    row.expires_at = now.plus_seconds(-1);
    rows::save(&server.db, &row).await.unwrap();
    assert_eq!(ask(&server, "/who", &cookie).await.text(), "");
}

#[tokio::test]
async fn use_makes_a_session_live_on() {
    let server = Server::with(&[], pages()).await;
    let user = person(&server).await;
    let cookie = cookie(&server.get(&format!("/in/{}", user.id)).await);
    let now = service::now();
    let mut row = rows::load(&server.db, &row_id(&server, &cookie), now).await.unwrap().unwrap();
    (row.expires_at, row.seen_at) = (now.plus_seconds(60), now.plus_seconds(-3600));
    rows::save(&server.db, &row).await.unwrap();
    assert_eq!(ask(&server, "/who", &cookie).await.text(), user.id.to_string());
    let later = rows::load(&server.db, &row_id(&server, &cookie), now).await.unwrap().unwrap();
    assert!(later.expires_at.seconds_since(now) >= 12 * 3600 - 1);
}

#[tokio::test]
async fn a_session_that_was_ended_elsewhere_does_not_come_back_by_being_used() {
    let server = Server::with(&[], pages()).await;
    let user = person(&server).await;
    let cookie = cookie(&server.get(&format!("/in/{}", user.id)).await);
    rows::delete(&server.db, &row_id(&server, &cookie)).await.unwrap();
    assert_eq!(ask(&server, "/who", &cookie).await.text(), "");
    assert!(rows::load(&server.db, &row_id(&server, &cookie), service::now()).await.unwrap().is_none());
}
