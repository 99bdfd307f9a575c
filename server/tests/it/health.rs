use crate::support::Server;
use axum::Router;
use http::StatusCode;

#[tokio::test]
async fn a_process_that_answers_is_alive() {
    let server = Server::unmigrated(&[], Router::new()).await;
    assert_eq!(server.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn with_its_database_up_to_date_the_server_is_ready() {
    let server = Server::with(&[], Router::new()).await;
    let answer = server.get("/readyz").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"));
    assert_eq!(answer.text(), r#"{"ready":true,"database":"ok","stopping":false}"#);
}

#[tokio::test]
async fn a_missing_migration_makes_it_unready_and_is_said() {
    let server = Server::unmigrated(&[], Router::new()).await;
    let answer = server.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("migrations are missing"), "{}", answer.text());
}

#[tokio::test]
async fn without_its_database_the_server_is_alive_but_not_ready() {
    let server = Server::with(&[], Router::new()).await;
    server.db.close().await;
    assert_eq!(server.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(server.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn told_to_stop_the_server_is_not_ready_any_more() {
    let server = Server::with(&[], Router::new()).await;
    server.stopping.begin();
    let answer = server.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains(r#""stopping":true"#));
    assert_eq!(server.get("/healthz").await.status, StatusCode::OK);
}
