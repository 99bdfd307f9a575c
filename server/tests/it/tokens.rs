//! Programs with a token: what they are answered, and how they try to get more.

use crate::browser::Browser;
use crate::imports::{field, import};
use crate::log::Log;
use crate::roles::{browser, server};
use crate::support::{Answer, Server};
use axum::body::Body;
use http::Request;
use http::request::Builder;

/// A program that shows a token with each request.
struct Program<'a> {
    server: &'a Server,
    token: String,
}

impl Program<'_> {
    async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), "").await
    }

    async fn post(&self, path: &str, body: &str) -> Answer {
        self.send(Request::post(path).header("content-type", "application/x-www-form-urlencoded"), body).await
    }

    async fn upload(&self, path: &str, text: &str) -> Answer {
        let body = format!("--cut\r\nContent-Disposition: form-data; name=\"report\"; filename=\"r.md\"\r\n\r\n{text}\r\n--cut--\r\n");
        self.send(Request::post(path).header("content-type", "multipart/form-data; boundary=cut"), &body).await
    }

    async fn send(&self, request: Builder, body: &str) -> Answer {
        let request = request.header("authorization", format!("Bearer {}", self.token)).header("host", "127.0.0.1:3000");
        self.server.ask(request.body(Body::from(body.to_owned())).unwrap()).await
    }
}

/// Makes a token on its page, which shows it once.
async fn made(who: &Browser<'_>, page: &str, scopes: &[&str]) -> String {
    let mut form = vec![("name", "ci"), ("expiry", "30"), ("until", "")];
    form.extend(scopes.iter().map(|scope| ("scopes", *scope)));
    let answer = who.post(page, &form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let text = answer.text();
    let token = text.split("value=\"hp").nth(1).and_then(|rest| rest.split('"').next()).map(|rest| format!("hp{rest}")).unwrap();
    assert!(!who.get(page).await.text().contains(&token), "it is shown once");
    token
}

async fn personal<'a>(server: &'a Server, who: &str, scopes: &[&str]) -> Program<'a> {
    Program { server, token: made(&browser(server, who).await, "/account/tokens", scopes).await }
}

async fn of_project<'a>(server: &'a Server, scopes: &[&str]) -> Program<'a> {
    Program { server, token: made(&browser(server, "owner").await, "/projects/tide/tokens", scopes).await }
}

fn is_problem(answer: &Answer, status: u16) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(told["status"] == status && told["text"].as_str().is_some_and(|text| text.len() > 10), "{told}");
}

fn is_no_entrance(answer: &Answer) {
    is_problem(answer, 401);
    assert!(answer.header("www-authenticate").starts_with("Bearer"));
    assert!(answer.headers.get("location").is_none() && answer.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn files_of_all_kinds_come_with_a_token_and_no_session_begins() {
    let server = server().await;
    let assessment = import(&browser(&server, "auditor").await).await;
    let assessment = assessment.split('?').next().unwrap();
    for program in [personal(&server, "viewer", &["read"]).await, of_project(&server, &["read"]).await] {
        for path in ["/projects/tide", "/projects/tide/summary", "/projects/tide/report", assessment, "/projects/tide/activity"] {
            let answer = program.get(path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            assert!(answer.headers.get("set-cookie").is_none(), "{path}");
        }
        for format in ["pdf", "markdown", "csv", "xlsx"] {
            let asked = program.post("/projects/tide/exports", &format!("format={format}&audit=present&preset=auditor")).await;
            assert_eq!(asked.status, 303, "{}", asked.text());
            let mut path = asked.header("location").to_owned();
            for _ in 0..600 {
                if path.ends_with("/file") || program.get(&path).await.text().contains("Download") {
                    break;
                }
                tokio::task::yield_now().await;
            }
            if !path.ends_with("/file") {
                path.push_str("/file");
            }
            let file = program.get(&path).await;
            assert!(file.status == 200 && file.header("content-disposition").starts_with("attachment"), "{format}: {}", file.text());
        }
        is_problem(&program.post("/projects/tide/exports", "format=json&audit=present").await, 403);
    }
    let program = personal(&server, "viewer", &["read"]).await;
    assert!(program.get("/projects.csv").await.text().contains("tide"));
}

#[tokio::test]
async fn a_pipeline_posts_results_ticks_and_brings_reports_in() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    import(&browser(&server, "auditor").await).await;
    let made = owner.post("/projects/tide/verifications/new", &[("command", "true")]).await;
    let verification = made.header("location").split('?').next().unwrap().to_owned();
    let reporter = of_project(&server, &["verifications"]).await;
    let posted = reporter.post(&format!("{verification}/results"), "outcome=pass&source=nightly&output=fine").await;
    assert!(posted.status == 303 && posted.header("location").starts_with(&verification), "{}", posted.text());
    assert!(owner.get(&verification).await.text().contains("posted by token ci"));
    let wrong = reporter.post(&format!("{verification}/results"), "outcome=perhaps").await;
    is_problem(&wrong, 422);
    assert!(wrong.text().contains("\"field\":\"outcome\""), "{}", wrong.text());
    let page = owner.get("/projects/tide/checklists").await.text();
    let tick = format!("slug=tide&id={}&version={}&done=true", field(&page, "item"), field(&page, "version"));
    let refused = reporter.post("/api/tick-item", &tick).await;
    assert!(refused.status == 403 && refused.text().contains("registers"), "{}", refused.text());
    assert_eq!(refused.header("www-authenticate"), "Bearer error=\"insufficient_scope\", scope=\"registers\"");
    let ticked = personal(&server, "engineer", &["registers"]).await.post("/api/tick-item", &tick).await;
    assert!(ticked.status == 200 && ticked.text().contains("engineer (token ci)"), "{}", ticked.text());
    let importer = of_project(&server, &["import"]).await;
    let staged =
        importer.upload("/projects/tide/import", "# Second audit\n\n## Scores\n\n| Area | Score |\n|---|---|\n| Mast | 5/10 |\n").await;
    assert_eq!(staged.status, 303, "{}", staged.text());
    let preview = staged.header("location");
    let saved = importer.post(preview, "title=Second+audit&date=2026-03-01").await;
    // There are registers already: what becomes of them is asked on a page of its own.
    let registers = saved.header("location").to_owned();
    assert!(saved.status == 303 && registers.ends_with("/registers"), "{registers}");
    let seen = field(&importer.get(&registers).await.text(), "seen");
    let saved = importer.post(&registers, &format!("title=Second+audit&date=2026-03-01&seen={seen}")).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert!(owner.get("/projects/tide/assessments").await.text().contains("Second audit"));
    is_problem(&reporter.upload("/projects/tide/import", "# X").await, 403);
    is_problem(&importer.post("/projects/tide/blockers/new", "title=x").await, 403);
    is_problem(&importer.post("/projects/tide/import-profile", "list=statuses&written=x&means=green").await, 403);
}

#[tokio::test]
async fn no_token_gets_at_an_account_and_a_projects_token_not_beside_its_project() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    owner.post("/projects/new", &[("name", "Other"), ("slug", "other"), ("description", ""), ("tags", "")]).await;
    let (person, project) = (personal(&server, "owner", &["admin"]).await, of_project(&server, &["admin"]).await);
    for program in [&person, &project] {
        for path in ["/account", "/account/tokens", "/projects/tide/tokens", "/projects/views"] {
            is_problem(&program.get(path).await, 403);
        }
        is_problem(&program.post("/account/tokens", "name=x&scopes=admin&expiry=30").await, 403);
        is_problem(&program.post("/projects/tide/tokens", "name=x&scopes=admin&expiry=30").await, 403);
        is_problem(&program.post("/account", "old=x&new=y&again=y").await, 403);
        is_problem(&program.get("/users").await, 403);
    }
    for path in ["/projects/other", "/projects/other/settings", "/projects/nothing"] {
        is_problem(&project.get(path).await, 404);
    }
    for path in ["/projects", "/projects.csv", "/work", "/search?q=tide", "/templates"] {
        is_problem(&project.get(path).await, 403);
        assert_eq!(person.get(path).await.status, 200, "{path}");
    }
    assert_eq!(person.get("/projects/other").await.status, 200);
}

#[tokio::test]
async fn what_lets_nobody_in_is_answered_alike_and_never_by_the_page_for_signing_in() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let good = personal(&server, "owner", &["read"]).await;
    let id = field(&owner.get("/account/tokens").await.text(), "token");
    assert_eq!(owner.post("/account/tokens/revoke", &[("token", &id)]).await.status, 303);
    let ended = good.get("/projects.csv").await;
    is_no_entrance(&ended);
    let long = "x".repeat(16_000);
    for wrong in ["", "hpt_", "hpt_00", "Bearer", &format!("hpt_{}", "0".repeat(72)), &long, "hpt_ä"] {
        let answer = Program { server: &server, token: wrong.into() }.get("/projects.csv").await;
        is_no_entrance(&answer);
        assert_eq!(answer.text(), ended.text(), "{wrong}");
    }
    let call = Program { server: &server, token: "hpt_0".into() }
        .post("/api/tick-item", "slug=x&id=00000000-0000-0000-0000-000000000000&version=1&done=true")
        .await;
    assert!(call.status == 401 && call.header("www-authenticate").starts_with("Bearer"), "{}", call.text());
    is_problem(&good.get("/no/such/page").await, 404);
}

#[tokio::test]
async fn a_token_counts_in_its_header_alone_and_before_any_cookie() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    let viewer = personal(&server, "viewer", &["read"]).await;
    let cookie = format!("holdpoint={}", admin.cookie("holdpoint"));
    // The cookie is an administrator's, the token is not.
    is_problem(&viewer.send(Request::get("/users").header("cookie", &cookie), "").await, 403);
    let read = viewer.send(Request::get("/projects/tide").header("cookie", &cookie), "").await;
    assert!(read.status == 200 && !read.text().contains("admin@example.org") && read.headers.get("set-cookie").is_none());
    let wrong = Program { server: &server, token: "hpt_0".into() };
    is_no_entrance(&wrong.send(Request::get("/projects/tide").header("cookie", &cookie), "").await);
    assert_eq!(admin.get("/users").await.status, 200, "the session goes on");
    // Not in the address, where logs and histories of browsers would keep it.
    for name in ["access_token", "token", "authorization", "bearer"] {
        let answer = server.get(&format!("/projects.csv?{name}={}", viewer.token)).await;
        assert!(answer.status == 303 && answer.header("location").starts_with("/sign-in"), "{name}");
    }
    for (scheme, status) in [("bearer", 200), ("BEARER", 200), ("Basic", 303), ("Token", 303), ("", 303)] {
        let request = Request::get("/projects.csv").header("authorization", format!("{scheme} {}", viewer.token).trim().to_owned());
        assert_eq!(server.ask(request.body(Body::empty()).unwrap()).await.status.as_u16(), status, "{scheme}");
    }
    let two = Request::get("/projects.csv").header("authorization", format!("Bearer {}", viewer.token));
    is_no_entrance(&viewer.send(two, "").await);
}

#[tokio::test]
async fn a_program_begins_no_session_even_with_a_password() {
    let server = server().await;
    let viewer = personal(&server, "viewer", &["read"]).await;
    let form = "email=viewer%40example.org&password=a+long+enough+password&next=%2Fprojects";
    let answer = viewer.post("/sign-in", form).await;
    assert!(answer.headers.get("set-cookie").is_none(), "{:?}", answer.headers);
}

#[tokio::test]
async fn another_site_cannot_ride_on_a_token_and_a_program_needs_no_origin() {
    let server = server().await;
    let engineer = personal(&server, "engineer", &["registers"]).await;
    let made = engineer.post("/projects/tide/criteria/new", "text=It+holds&state=met").await;
    assert_eq!(made.status, 303, "{}", made.text());
    let foreign =
        Request::post("/projects/tide/criteria/new").header("origin", "https://evil.example").header("sec-fetch-site", "cross-site");
    let browser = browser(&server, "engineer").await;
    let cookie = format!("holdpoint={}", browser.cookie("holdpoint"));
    let answer = server.ask(foreign.header("cookie", cookie).body(Body::from("text=x&state=met")).unwrap()).await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn a_token_is_in_no_log_and_on_no_later_page() {
    let server = server().await;
    let log = Log::default();
    let guard = log.start();
    let (mine, projects) = (personal(&server, "owner", &["admin"]).await, of_project(&server, &["admin"]).await);
    for program in [&mine, &projects] {
        program.get("/projects/tide").await;
        program.post("/projects/tide/members", "email=stranger%40example.org&role=viewer").await;
        Program { server: &server, token: format!("{}0", program.token) }.get("/projects").await;
    }
    drop(guard);
    let owner = browser(&server, "owner").await;
    let mut told = log.text();
    for path in ["/account/tokens", "/projects/tide/tokens", "/projects/tide/activity"] {
        told.push_str(&owner.get(path).await.text());
    }
    told.push_str(&browser(&server, "admin").await.get("/users/tokens").await.text());
    assert!(told.contains("answered") && told.contains("token ci"), "{told}");
    for program in [&mine, &projects] {
        assert!(!told.contains(&program.token) && !told.contains(&program.token[12..]));
    }
}

#[tokio::test]
async fn an_administrator_ends_the_token_of_anybody_and_a_refused_form_keeps_what_was_typed() {
    let server = server().await;
    let viewer = personal(&server, "viewer", &["read"]).await;
    let admin = browser(&server, "admin").await;
    let page = admin.get("/users/tokens").await.text();
    assert!(page.contains("viewer@example.org"), "{page}");
    let id = field(&page, "token");
    for (who, status) in [("owner", 403), ("stranger", 403), ("admin", 303)] {
        assert_eq!(browser(&server, who).await.post("/users/tokens/revoke", &[("token", &id)]).await.status.as_u16(), status, "{who}");
    }
    is_no_entrance(&viewer.get("/projects/tide").await);
    let refused =
        admin.post("/account/tokens", &[("name", "Nightly <b>"), ("scopes", "import"), ("expiry", "date"), ("until", "2001-01-01")]).await;
    let text = refused.text();
    assert!(refused.status == 422 && text.contains("Nightly &lt;b&gt;") && text.contains("at most a year away"), "{text}");
    assert!(!text.contains("hpt_"), "{text}");
}
