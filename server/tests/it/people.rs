//! People by their browsers: invitations, forgotten passwords, sessions, accounts; and those who try what they may not.

use std::time::Duration;

use domain::accounts::Password;
use service::accounts::{NewUser, add_user, operator};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::browser::{Browser, PASSWORD};
use crate::imports::field;
use crate::support::{Server, cheap};

const ADA: &str = "ada@example.org";
const KIM: &str = "kim@example.org";
const NEW: &str = "nine otters under a bridge";

async fn add(server: &Server, email: &str, admin: bool) {
    let name = email.split('@').next().unwrap().to_owned();
    let new = NewUser { email: email.into(), name, password: Password::given(PASSWORD.into()) };
    add_user(&server.db, &cheap(), &operator().unwrap().admin(), new, admin, service::now()).await.unwrap();
}

/// A server with an administrator.
async fn server(values: &[(&str, &str)]) -> Server {
    let (server, _) = Server::with_app(values).await;
    add(&server, ADA, true).await;
    server
}

/// The path of a link that is told on a page.
fn told(page: &str) -> String {
    let (start, kind) =
        ["/invitations/hpi_", "/reset/hpr_"].into_iter().find_map(|kind| page.find(kind).map(|start| (start, kind))).unwrap();
    page[start..start + kind.len() + 64].to_owned()
}

async fn invited(admin: &Browser<'_>, form: &[(&str, &str)]) -> String {
    let answer = admin.post("/users/invite", form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    told(&answer.text())
}

/// The address of the page of an account, and the version on it.
async fn account(admin: &Browser<'_>, email: &str) -> (String, String) {
    let list = admin.get(&format!("/users?state=all&q={email}")).await.text();
    let path = list.split("href=\"/users/").skip(1).find_map(|rest| rest.get(..36).filter(|id| id.matches('-').count() == 4)).unwrap();
    let path = format!("/users/{path}");
    let version = field(&admin.get(&path).await.text(), "version");
    (path, version)
}

const JOIN: [(&str, &str); 3] = [("name", "Kim Berg"), ("password", NEW), ("again", NEW)];

#[tokio::test]
async fn whoever_is_invited_makes_an_account_and_is_in() {
    let server = server(&[]).await;
    let admin = Browser::of(&server, ADA).await;
    admin.post("/projects/new", &[("name", "Tide"), ("slug", "tide"), ("description", ""), ("tags", "")]).await;
    let link = invited(&admin, &[("name", "Kim"), ("email", KIM), ("projects", "tide auditor")]).await;
    assert!(admin.get("/users?state=invited").await.text().contains(KIM));
    let kim = Browser::new(&server);
    let page = kim.get(&link).await.text();
    assert!(page.contains(KIM) && page.contains("Tide") && page.contains("auditor"), "{page}");
    let differing = kim.post(&link, &[("name", "Kim Berg"), ("password", NEW), ("again", "another")]).await;
    assert_eq!(differing.status, 422);
    assert!(differing.text().contains("Kim Berg") && !differing.text().contains(NEW), "typed names come back, passwords do not");
    assert_eq!(kim.post(&link, &JOIN).await.header("location"), "/projects");
    assert_eq!(kim.get("/projects/tide").await.status, 200);
    assert_eq!(kim.get("/users").await.status, 403);
    let again = Browser::new(&server).get(&link).await;
    assert_eq!(again.status, 404);
    assert!(again.text().contains("This invitation is not open"));
    assert_eq!(Browser::new(&server).post(&link, &JOIN).await.status, 422, "a used link makes nothing");
    assert!(!admin.get("/users?state=invited").await.text().contains(KIM));
}

#[tokio::test]
async fn whatever_else_is_sent_along_gives_no_rights_and_no_other_address() {
    let server = server(&[]).await;
    let admin = Browser::of(&server, ADA).await;
    let link = invited(&admin, &[("name", "Kim"), ("email", KIM)]).await;
    let kim = Browser::new(&server);
    let extra = [("admin", "on"), ("email", "root@example.org"), ("version", "9"), ("projects", "tide owner"), ("deactivated_at", "")];
    assert_eq!(kim.post(&link, &[JOIN.as_slice(), &extra].concat()).await.status, 303);
    assert_eq!(kim.get("/users").await.status, 403);
    let page = kim.get("/account").await.text();
    assert!(page.contains(KIM) && !page.contains("root@example.org"));
    let version = field(&page, "version");
    let rename = [("name", "Kim B."), ("version", version.as_str()), ("admin", "on"), ("email", "root@example.org"), ("user", "x")];
    assert_eq!(kim.post("/account/name", &rename).await.status, 303);
    assert_eq!(kim.get("/users").await.status, 403);
    let page = kim.get("/account").await.text();
    assert!(page.contains("Kim B.") && page.contains(KIM) && !page.contains("root@example.org"));
    let (path, version) = account(&admin, KIM).await;
    let change = [("name", "Kim"), ("email", KIM), ("version", version.as_str()), ("admin", "on")];
    assert_eq!(admin.post(&format!("{path}/change"), &change).await.status, 303);
    assert_eq!(kim.get("/users").await.status, 403, "a change of name gives no rights");
}

#[tokio::test]
async fn a_link_to_an_address_that_has_an_account_by_now_says_so() {
    let server = server(&[]).await;
    let admin = Browser::of(&server, ADA).await;
    let link = invited(&admin, &[("name", "Kim"), ("email", KIM)]).await;
    add(&server, KIM, false).await;
    let page = Browser::new(&server).get(&link).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("You have an account already"));
    assert_eq!(Browser::new(&server).post(&link, &JOIN).await.status, 422);
    assert_eq!(Browser::new(&server).sign_in(KIM, PASSWORD).await.status, 303, "the password is as it was");
}

#[tokio::test]
async fn on_the_page_of_members_an_address_without_an_account_becomes_an_invitation() {
    let server = server(&[]).await;
    add(&server, "olga@example.org", false).await;
    let olga = Browser::of(&server, "olga@example.org").await;
    olga.post("/projects/new", &[("name", "Tide"), ("slug", "tide"), ("description", ""), ("tags", "")]).await;
    let link = told(&olga.post("/projects/tide/members", &[("email", KIM), ("role", "engineer"), ("admin", "on")]).await.text());
    let open = olga.get("/projects/tide/members/invited").await.text();
    assert!(open.contains(KIM));
    let kim = Browser::new(&server);
    assert_eq!(kim.post(&link, &JOIN).await.status, 303);
    assert_eq!(kim.get("/projects/tide").await.status, 200);
    assert_eq!((kim.get("/users").await.status.as_u16(), kim.get("/projects/tide/settings").await.status.as_u16()), (403, 403));
    let second = told(&olga.post("/projects/tide/members", &[("email", "eve@example.org"), ("role", "viewer")]).await.text());
    let id = field(&olga.get("/projects/tide/members/invited").await.text(), "invitation");
    assert_eq!(kim.post("/projects/tide/members/invited", &[("invitation", &id)]).await.status, 403);
    assert_eq!(kim.post("/users/take-back", &[("invitation", &id)]).await.status, 403);
    assert_eq!(olga.post("/projects/tide/members/invited", &[("invitation", &id)]).await.status, 303);
    assert_eq!(Browser::new(&server).get(&second).await.status, 404);
}

#[tokio::test]
async fn a_link_for_a_new_password_leads_to_signing_in_and_no_session_survives() {
    let server = server(&[]).await;
    add(&server, KIM, false).await;
    let (admin, here, there) = (Browser::of(&server, ADA).await, Browser::of(&server, KIM).await, Browser::of(&server, KIM).await);
    let (path, _) = account(&admin, KIM).await;
    let first = told(&admin.post(&format!("{path}/reset-link"), &[]).await.text());
    let link = told(&admin.post(&format!("{path}/reset-link"), &[]).await.text());
    assert_eq!(here.get(&first).await.status, 404, "another one was made");
    let weak = here.post(&link, &[("password", "password1234"), ("again", "password1234")]).await;
    assert_eq!(weak.status, 422);
    assert!(weak.text().contains("is easy to guess"));
    let visitor = Browser::new(&server);
    let set = visitor.post(&link, &[("password", NEW), ("again", NEW)]).await;
    assert_eq!(set.header("location"), "/sign-in?done=password-set");
    assert!(visitor.get("/projects").await.header("location").starts_with("/sign-in"), "the link signs nobody in");
    for ended in [&here, &there] {
        assert!(ended.get("/account").await.header("location").starts_with("/sign-in"));
    }
    assert_eq!(visitor.get(&link).await.status, 404);
    assert_eq!(visitor.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await.status, 422);
    assert_eq!(visitor.sign_in(KIM, PASSWORD).await.status, 422);
    assert_eq!(visitor.sign_in(KIM, NEW).await.status, 303);
    assert_eq!(admin.get("/account").await.status, 200, "others stay");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_from_elsewhere() {
    let server = server(&[]).await;
    add(&server, KIM, false).await;
    let (here, there, third) = (Browser::of(&server, KIM).await, Browser::of(&server, KIM).await, Browser::of(&server, KIM).await);
    let eve = Browser::of(&server, ADA).await;
    let page = here.get("/account/sessions").await.text();
    assert_eq!((page.matches("this one").count(), page.matches("End this").count()), (1, 2), "{page}");
    assert!(!page.contains(&here.cookie("holdpoint")) && !page.contains(&there.cookie("holdpoint")), "ids of cookies are in no page");
    let other = field(&page, "session");
    assert_eq!(eve.post("/account/sessions/end", &[("session", &other)]).await.status, 404, "somebody else's");
    assert_eq!(here.post("/account/sessions/end", &[("session", &other)]).await.status, 303);
    let open = |browser: &Browser<'_>| browser.cookie("holdpoint");
    assert_ne!(open(&there), "");
    let gone = [&there, &third];
    let mut left = 0;
    for browser in gone {
        left += usize::from(browser.get("/account").await.status == 200);
    }
    assert_eq!(left, 1);
    assert_eq!(here.post("/account/sessions/end-others", &[]).await.status, 303);
    for browser in gone {
        assert!(browser.get("/account").await.header("location").starts_with("/sign-in"));
    }
    assert_eq!(here.get("/account").await.status, 200);
    let (path, _) = account(&eve, KIM).await;
    assert_eq!(eve.post(&format!("{path}/end-sessions"), &[]).await.status, 303);
    assert!(here.get("/account").await.header("location").starts_with("/sign-in"));
}

#[tokio::test]
async fn who_is_deactivated_is_out_at_once_and_signs_in_as_with_a_wrong_password() {
    let server = server(&[]).await;
    add(&server, KIM, false).await;
    let (admin, kim) = (Browser::of(&server, ADA).await, Browser::of(&server, KIM).await);
    let (path, version) = account(&admin, KIM).await;
    let version = [("version", version.as_str())];
    assert_eq!(kim.post(&format!("{path}/deactivate"), &version).await.status, 403);
    assert_eq!(admin.post(&format!("{path}/deactivate"), &[("version", "99")]).await.status, 409);
    assert_eq!(admin.post(&format!("{path}/deactivate"), &version).await.status, 303);
    assert!(kim.get("/projects").await.header("location").starts_with("/sign-in"));
    let text = |answer: crate::support::Answer| answer.text().replace(answer.header("x-request-id"), "");
    assert_eq!(text(kim.sign_in(KIM, PASSWORD).await), text(kim.sign_in(KIM, "wrong").await));
    assert!(admin.get("/users?state=deactivated").await.text().contains(KIM) && !admin.get("/users").await.text().contains(KIM));
    let (path, version) = account(&admin, KIM).await;
    assert_eq!(admin.post(&format!("{path}/reactivate"), &[("version", &version)]).await.status, 303);
    assert_eq!(kim.sign_in(KIM, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn the_last_administrator_and_oneself_are_not_put_out_by_a_form() {
    let server = server(&[]).await;
    let admin = Browser::of(&server, ADA).await;
    let (path, version) = account(&admin, ADA).await;
    let version = ("version", version.as_str());
    assert_eq!(admin.post(&format!("{path}/rights"), &[version, ("admin", "")]).await.status, 422);
    assert_eq!(admin.post(&format!("{path}/deactivate"), &[version]).await.status, 422);
    assert_eq!(admin.get("/users").await.status, 200);
}

#[tokio::test]
async fn an_older_form_about_an_account_is_refused_and_keeps_what_was_typed() {
    let server = server(&[]).await;
    add(&server, KIM, false).await;
    let admin = Browser::of(&server, ADA).await;
    let (path, version) = account(&admin, KIM).await;
    let change = |name| [("name", name), ("email", KIM), ("version", version.as_str())];
    assert_eq!(admin.post(&format!("{path}/change"), &change("First")).await.status, 303);
    let stale = admin.post(&format!("{path}/change"), &change("Second")).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Second") && stale.text().contains("First"));
    let taken = [("name", "Kim"), ("email", ADA), ("version", "2")];
    assert_eq!(admin.post(&format!("{path}/change"), &taken).await.status, 422);
}

#[tokio::test]
async fn without_mail_nobody_is_told_to_wait_for_a_letter() {
    let server = server(&[]).await;
    let visitor = Browser::new(&server);
    assert!(visitor.get("/forgot").await.text().contains("Ask an administrator"));
    assert_eq!(visitor.post("/forgot", &[("email", ADA)]).await.status, 422);
}

/// A mail server that takes every letter and hands on what it was sent.
async fn post_office() -> (u16, UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, letters) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(counter(stream, sender.clone()));
        }
    });
    (port, letters)
}

async fn counter(stream: TcpStream, letters: UnboundedSender<String>) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 post office\r\n").await.unwrap();
    let (mut letter, mut within) = (String::new(), false);
    while let Ok(Some(line)) = lines.next_line().await {
        let answer = match line.as_str() {
            "." if within => {
                within = false;
                letters.send(std::mem::take(&mut letter)).unwrap();
                "250 taken\r\n"
            }
            _ if within => {
                letter.push_str(&line);
                letter.push('\n');
                continue;
            }
            "DATA" => {
                within = true;
                "354 go on\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 ok\r\n",
        };
        if writer.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// A letter as a reader sees it: lines that are broken for the way are whole again (RFC 2045, section 6.7).
async fn letter(letters: &mut UnboundedReceiver<String>) -> String {
    let letter = tokio::time::timeout(Duration::from_secs(10), letters.recv()).await.expect("a letter comes").unwrap();
    letter.replace("=\n", "").replace("=3D", "=")
}

fn mail(port: &str) -> [(&str, &str); 4] {
    [
        ("HOLDPOINT_SMTP_HOST", "127.0.0.1"),
        ("HOLDPOINT_SMTP_PORT", port),
        ("HOLDPOINT_SMTP_TLS", "none"),
        ("HOLDPOINT_SMTP_FROM", "Holdpoint <holdpoint@example.org>"),
    ]
}

#[tokio::test]
async fn with_mail_an_invitation_goes_to_whom_it_is_for_and_not_to_whoever_made_it() {
    let (port, mut letters) = post_office().await;
    let server = server(&mail(&port.to_string())).await;
    let admin = Browser::of(&server, ADA).await;
    let answer = admin.post("/users/invite", &[("name", "Kim"), ("email", KIM)]).await;
    assert!(answer.status == 200 && !answer.text().contains("hpi_"), "the link is the person's alone");
    let letter = letter(&mut letters).await;
    assert!(letter.contains("To: ") && letter.contains(KIM) && letter.contains("Auto-Submitted: auto-generated"), "{letter}");
    assert_eq!(Browser::new(&server).post(&told(&letter), &JOIN).await.status, 303);
}

#[tokio::test]
async fn asking_for_a_new_password_answers_alike_for_everybody_and_mails_only_those_who_are_here() {
    let (port, mut letters) = post_office().await;
    let server = server(&mail(&port.to_string())).await;
    let visitor = Browser::new(&server);
    let ask = async |email: &str| {
        let answer = visitor.post("/forgot", &[("email", email)]).await;
        (answer.status, answer.header("location").to_owned())
    };
    let (unknown, known) = (ask("nobody@example.org").await, ask(ADA).await);
    assert_eq!(unknown, known);
    assert_eq!(known.1, "/forgot?done=sent");
    let text = letter(&mut letters).await;
    assert!(text.contains(ADA) && !text.contains("nobody@"), "{text}");
    assert_eq!(visitor.post(&told(&text), &[("password", NEW), ("again", NEW)]).await.status, 303);
    assert_eq!(visitor.sign_in(ADA, NEW).await.status, 303);
    assert!(letters.try_recv().is_err(), "one letter, to one person");
    let mut last = known.0;
    for _ in 0..8 {
        last = ask(KIM).await.0;
    }
    assert_eq!(last, 429, "who asks on and on has to wait");
}

#[tokio::test]
async fn a_mail_server_that_says_nothing_holds_up_nobody() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let server = server(&mail(&port)).await;
    let admin = Browser::of(&server, ADA).await;
    let begun = std::time::Instant::now();
    assert_eq!(admin.post("/users/invite", &[("name", "Kim"), ("email", KIM)]).await.status, 200);
    assert!(begun.elapsed() < Duration::from_secs(5));
}
