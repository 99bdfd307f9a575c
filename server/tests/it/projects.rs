use crate::browser::{Browser, PASSWORD};
use crate::support::{Server, cheap};
use domain::accounts::Password;
use service::accounts::{NewUser, add_user, operator};

const EMAIL: &str = "ada@example.org";

async fn server() -> Server {
    let (server, _) = Server::with_app(&[]).await;
    let new = NewUser { email: EMAIL.into(), name: "Ada Cruz".into(), password: Password::given(PASSWORD.into()) };
    add_user(&server.db, &cheap(), &operator().unwrap().admin(), new, false, service::now()).await.unwrap();
    server
}

async fn make(browser: &Browser<'_>, name: &str, tags: &str) -> String {
    let made = browser.post("/projects/new", &[("name", name), ("slug", ""), ("description", ""), ("tags", tags)]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    made.header("location").split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_refused_form_comes_back_as_it_was_sent_with_its_error_at_the_field() {
    let server = server().await;
    let browser = Browser::of(&server, EMAIL).await;
    let form = [("name", "Tide <gauge>"), ("slug", "Not A Slug"), ("description", "</textarea><script>"), ("tags", "sea")];
    let answer = browser.post("/projects/new", &form).await;
    let text = answer.text();
    assert_eq!(answer.status, 422);
    assert!(text.contains(r#"value="Tide &lt;gauge&gt;""#) && text.contains(r#"value="Not A Slug""#), "{text}");
    assert!(text.contains("&lt;/textarea&gt;&lt;script&gt;") && !text.contains("<script"), "{text}");
    assert!(text.contains(r##"href="#field-slug""##) && text.contains(r#"id="field-slug-error""#), "{text}");
}

#[tokio::test]
async fn projects_are_found_by_name_and_by_tag() {
    let server = server().await;
    let browser = Browser::of(&server, EMAIL).await;
    make(&browser, "Tide gauge", "sea, public").await;
    make(&browser, "100% wool", "shop").await;
    for (query, tide, wool) in [
        ("", true, true),
        ("?text=GAUGE", true, false),
        ("?text=%25", false, true),
        ("?text=_", false, false),
        ("?tag=shop", false, true),
        ("?tag=sho", false, false),
        ("?archived=yes", false, false),
    ] {
        let text = browser.get(&format!("/projects{query}")).await.text();
        assert_eq!((text.contains("Tide gauge"), text.contains("100% wool")), (tide, wool), "{query}");
        assert_eq!(text.contains("No project matches"), !tide && !wool, "{query}");
    }
}

#[tokio::test]
async fn a_long_list_is_leafed_through_without_losing_the_filter() {
    let server = server().await;
    let browser = Browser::of(&server, EMAIL).await;
    for number in 1..=31 {
        make(&browser, &format!("Pier {number:02}"), "sea").await;
    }
    let first = browser.get("/projects?text=pier&tag=sea").await.text();
    assert!(first.contains(r#"href="/projects?text=pier&amp;tag=sea&amp;page=2""#) && !first.contains("Pier 26"), "{first}");
    let second = browser.get("/projects?text=pier&tag=sea&page=2").await.text();
    assert!(second.contains("Pier 31") && !second.contains("Pier 25") && second.contains("page=1"), "{second}");
}

#[tokio::test]
async fn an_archived_project_leaves_the_list_until_it_is_restored() {
    let server = server().await;
    let browser = Browser::of(&server, EMAIL).await;
    let project = make(&browser, "Tide gauge", "").await;
    let (settings, archive) = (format!("{project}/settings"), format!("{project}/settings/archive"));
    let listed = async |query: &str| browser.get(&format!("/projects{query}")).await.text().contains("Tide gauge");
    let stale = browser.post(&archive, &[("version", "7")]).await;
    assert_eq!(stale.status, 409);
    assert!(listed("").await);
    let done = browser.post(&archive, &[("version", "1")]).await;
    assert_eq!(done.header("location"), format!("{settings}?done=saved"));
    assert!(!listed("").await && listed("?archived=yes").await);
    let refused = browser.post(&settings, &[("name", "Other"), ("version", "2")]).await;
    assert_eq!(refused.status, 409);
    assert_eq!(browser.post(&archive, &[("version", "2")]).await.status, 303);
    assert!(listed("").await && !listed("?archived=yes").await);
}

#[tokio::test]
async fn an_address_that_only_takes_a_form_leads_to_its_page() {
    let server = server().await;
    let browser = Browser::of(&server, EMAIL).await;
    let project = make(&browser, "Tide gauge", "").await;
    for (form, page) in [("settings/archive", "settings"), ("members/remove", "members")] {
        assert_eq!(browser.get(&format!("{project}/{form}")).await.header("location"), format!("{project}/{page}"));
        let guest = Browser::new(&server).post(&format!("{project}/{form}"), &[("version", "1")]).await;
        assert!(guest.header("location").ends_with(page), "{}", guest.header("location"));
    }
}

#[tokio::test]
async fn the_last_owner_stays() {
    let server = server().await;
    let browser = Browser::of(&server, EMAIL).await;
    let members = format!("{}/members", make(&browser, "Tide gauge", "").await);
    let demoted = browser.post(&members, &[("email", EMAIL), ("role", "viewer")]).await;
    assert_eq!(demoted.status, 422);
    assert!(demoted.text().contains("last owner"), "{}", demoted.text());
}

#[tokio::test]
async fn the_colours_are_kept_and_lead_back_to_the_page() {
    let server = server().await;
    let browser = Browser::of(&server, EMAIL).await;
    assert!(!browser.get("/projects").await.text().contains("data-theme"));
    let chosen = browser.post("/theme", &[("theme", "dark"), ("back", "/projects?tag=sea")]).await;
    assert_eq!(chosen.header("location"), "/projects?tag=sea");
    assert!(browser.get("/projects").await.text().contains(r#"data-theme="dark""#));
    let foreign = browser.post("/theme", &[("theme", "light"), ("back", "//evil.example")]).await;
    assert_eq!(foreign.header("location"), "/");
}
