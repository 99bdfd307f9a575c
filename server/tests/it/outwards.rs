//! What leaves the installation, over HTTP: files, share links, badges, the whole project and back.

use crate::browser::{Browser, PASSWORD};
use crate::cli::run;
use crate::roles::{browser, server};
use crate::support::{Server, cheap};
use domain::accounts::Password;
use service::accounts::{NewUser, add_user, operator};

const WORD: &str = "a long enough secret for a link";

pub(crate) async fn imported(owner: &Browser<'_>) {
    let report = "# Readiness of the gauge\n\nDate: 2031-02-03\n\n## Scores\n\n| Category | Weight | Score |\n|---|---|---|\n\
        | Sensors <script>alert(1)</script> | 60 | 90/100 |\n| Alarms | 40 | 50/100 |\n\n## Blockers\n\n### Tier 1\n\n1. **No \"spare\" float & cable**\n";
    let staged = owner.upload("/projects/tide/import", "report.md", report.as_bytes()).await;
    let saved = owner.save_report(staged.header("location"), &[("title", "Readiness"), ("date", "2031-02-03")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
}

/// A new link of the owner: its path.
pub(crate) async fn link(owner: &Browser<'_>, form: &[(&str, &str)]) -> String {
    let whole = [&[("label", "The board"), ("audit", "present"), ("preset", "auditor"), ("days", "30")], form].concat();
    let made = owner.post("/projects/tide/shares", &whole).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let text = made.text();
    let at = text.find("/s/hps_").unwrap_or_else(|| panic!("{text}"));
    text[at..at + "/s/hps_".len() + 64].to_owned()
}

#[tokio::test]
async fn a_link_shows_its_report_to_anybody_and_no_other_door_opens() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    imported(&owner).await;
    let path = link(&owner, &[("files", "on")]).await;
    let anybody = Browser::new(&server);
    let shown = anybody.get(&path).await;
    let text = shown.text();
    assert!(shown.status == 200 && text.contains("Sensors") && !text.contains("<script"), "{text}");
    assert_eq!(shown.header("x-robots-tag"), "noindex, nofollow");
    assert_eq!(shown.header("referrer-policy"), "same-origin", "other sites are not told the address");
    assert_eq!(shown.header("cache-control"), "no-store");
    assert!(text.contains("name=\"robots\"") && !text.contains("mainnav") && !text.contains("/projects/tide"), "{text}");
    let file = anybody.get(&format!("{path}/report.pdf")).await;
    assert!(file.status == 200 && file.body.starts_with(b"%PDF-") && file.header("content-disposition").contains("attachment"));
    assert_eq!(file.header("x-robots-tag"), "noindex, nofollow");
    assert_eq!(anybody.get(&format!("{path}/logo")).await.status, 404, "there is no logo");
    // The link is no session: everything else asks to sign in, or is not there.
    for door in [
        "/projects",
        "/projects/tide",
        "/projects/tide/report",
        "/projects/tide/exports",
        "/projects/tide/shares",
        "/work",
        "/organisation/logo",
    ] {
        let answer = anybody.get(door).await;
        assert!(answer.status == 303 && answer.header("location").starts_with("/sign-in"), "{door}: {}", answer.status);
    }
    let upper = path.to_uppercase().replace("/S/HPS_", "/s/hps_");
    for wrong in
        [format!("{path}0"), path[..path.len() - 1].to_owned(), upper, "/s/x".into(), "/s/..%2F..".into(), format!("{path}/report.md")]
    {
        let answer = anybody.get(&wrong).await;
        assert!(answer.status == 404 || wrong == path, "{wrong}: {}", answer.status);
    }
    // Each look is counted, and the secret stands on no later page.
    let list = owner.get("/projects/tide/shares").await.text();
    assert!(list.contains("2 times") && !list.contains("hps_"), "{list}");
    let share = list.split("name=\"share\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let ended = owner.post("/projects/tide/shares/revoke", &[("share", share)]).await;
    assert_eq!(ended.status, 303);
    for door in ["", "/report.pdf", "/logo"] {
        assert_eq!(anybody.get(&format!("{path}{door}")).await.status, 404, "{door}");
    }
    let never = anybody.get(&format!("/s/hps_{}", "0".repeat(64))).await;
    let gone = anybody.get(&path).await;
    let bare = |text: String| text.lines().filter(|line| !line.contains("eference")).collect::<String>();
    assert_eq!(bare(never.text()).len(), bare(gone.text()).len(), "nobody is told that there was a link");
}

#[tokio::test]
async fn a_password_keeps_the_report_from_whoever_has_only_the_link() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    imported(&owner).await;
    let path = link(&owner, &[("files", "on"), ("password", WORD)]).await;
    let visitor = Browser::new(&server);
    let asked = visitor.get(&path).await;
    assert!(asked.status == 200 && asked.text().contains("Password"), "{}", asked.text());
    for told in ["Sensors", "Tide gauge", "Readiness of", "report.pdf"] {
        assert!(!asked.text().contains(told), "{told}");
    }
    assert_eq!(visitor.get(&format!("{path}/report.pdf")).await.status, 404);
    let wrong = visitor.post(&path, &[("password", "guess")]).await;
    assert!(wrong.status == 422 && wrong.text().contains("is wrong") && !wrong.text().contains("guess"), "{}", wrong.text());
    assert_eq!(visitor.post(&path, &[("password", WORD)]).await.status, 303);
    assert!(visitor.get(&path).await.text().contains("Sensors"));
    assert_eq!(visitor.get(&format!("{path}/report.pdf")).await.status, 200);
    // Another visitor has to know it too, and this one is not signed in anywhere.
    assert!(!Browser::new(&server).get(&path).await.text().contains("Sensors"));
    assert_eq!(visitor.get("/projects").await.status, 303);
    let other = link(&owner, &[("password", WORD)]).await;
    assert!(!visitor.get(&other).await.text().contains("Sensors"), "one password opens one link");
}

#[tokio::test]
async fn badges_are_pictures_that_other_pages_may_show_where_they_are_allowed() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    imported(&owner).await;
    let anybody = Browser::new(&server);
    let pictures = ["/badges/tide/score.svg", "/badges/tide/blockers.svg", "/badges/tide/goals/demo.svg"];
    for path in pictures {
        assert_eq!(anybody.get(path).await.status, 404, "{path}");
        assert_eq!(owner.get(path).await.status, 404, "{path}");
    }
    assert_eq!(owner.post("/projects/tide/badges", &[("allow", "yes")]).await.status, 303);
    for (path, word) in pictures.into_iter().zip(["74.0 %", "1 tier 1", "no-go"]) {
        let shown = anybody.get(path).await;
        let svg = shown.text();
        assert!(shown.status == 200 && shown.header("content-type").starts_with("image/svg+xml"), "{path}");
        assert!(svg.starts_with("<svg") && svg.contains(word) && !svg.contains("<script") && !svg.contains("style="), "{svg}");
        assert!(shown.header("cache-control").contains("max-age=300"), "{path}");
        assert_eq!(shown.header("cross-origin-resource-policy"), "cross-origin");
        assert!(shown.header("content-security-policy").starts_with("sandbox"), "{path}");
    }
    for path in ["/badges/tide/goals/nothing.svg", "/badges/tide/goals/demo", "/badges/nothing/score.svg", "/badges/tide/other.svg"] {
        assert_eq!(anybody.get(path).await.status, 404, "{path}");
    }
    assert!(owner.get("/projects/tide/badges").await.text().contains("/badges/tide/score.svg"));
    assert_eq!(owner.post("/projects/tide/badges", &[("allow", "no")]).await.status, 303);
    assert_eq!(anybody.get(pictures[0]).await.status, 404);
}

#[tokio::test]
async fn a_file_is_asked_for_on_a_page_and_fetched_by_whoever_asked() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    imported(&owner).await;
    for format in ["pdf", "markdown", "xlsx", "csv", "json"] {
        let form = [("format", format), ("audit", "present"), ("preset", "auditor"), ("registers", "on"), ("history", "on")];
        let asked = owner.post("/projects/tide/exports", &form).await;
        assert_eq!(asked.status, 303, "{format}: {}", asked.text());
        let file = fetched(&owner, asked.header("location")).await;
        let file = owner.get(&file).await;
        assert!(file.status == 200 && file.header("content-disposition").starts_with("attachment; filename=\"tide-"), "{format}");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
    }
    let form = [("format", "markdown"), ("audit", "present"), ("preset", "auditor")];
    let viewer = browser(&server, "viewer").await;
    let asked = viewer.post("/projects/tide/exports", &form).await;
    let path = fetched(&viewer, asked.header("location")).await;
    for (who, status) in [("", 303), ("stranger", 404), ("engineer", 404), ("owner", 404), ("admin", 404), ("viewer", 200)] {
        assert_eq!(browser(&server, who).await.get(&path).await.status.as_u16(), status, "“{who}”");
    }
    let whole = viewer.post("/projects/tide/exports", &[("format", "json"), ("audit", "present")]).await;
    assert_eq!(whole.status, 403, "{}", whole.text());
    assert!(!viewer.get("/projects/tide/exports").await.text().contains("Project as JSON"));
    let none = owner.post("/projects/tide/exports", &[("format", "pdf"), ("preset", "own")]).await;
    assert!(none.status == 422 && none.text().contains("at least one part"), "{}", none.text());
    let report = viewer.get("/projects/tide/report?preset=executive").await;
    assert!(report.status == 200 && report.text().contains("Executive summary") && !report.text().contains("<script"), "{}", report.text());
}

/// Where the file is, once it is made: at once, or after its own page says so.
async fn fetched(who: &Browser<'_>, path: &str) -> String {
    if path.ends_with("/file") {
        return path.to_owned();
    }
    for _ in 0..600 {
        let text = who.get(path).await.text();
        if text.contains("Download") {
            return format!("{path}/file");
        }
        assert!(text.contains("Look again"), "{text}");
        tokio::task::yield_now().await;
    }
    panic!("{path} is never done");
}

#[tokio::test]
async fn a_project_moves_to_another_installation_by_page_and_by_command() {
    let first = server().await;
    let owner = browser(&first, "owner").await;
    imported(&owner).await;
    let all = [("format", "json"), ("audit", "present"), ("registers", "on"), ("history", "on"), ("comments", "on"), ("attachments", "on")];
    let asked = owner.post("/projects/tide/exports", &all).await;
    let file = owner.get(&fetched(&owner, asked.header("location")).await).await.body;

    let (second, _) = Server::with_app(&[]).await;
    let new = NewUser { email: "root@example.org".into(), name: "Root".into(), password: Password::given(PASSWORD.into()) };
    add_user(&second.db, &cheap(), &operator().unwrap().admin(), new, true, service::now()).await.unwrap();
    let admin = Browser::of(&second, "root@example.org").await;
    let restored = admin.upload_as("/restore", &[("slug", "")], "file", "tide.json", &file).await;
    assert!(restored.status == 303 && restored.header("location") == "/projects/tide", "{}", restored.text());
    assert!(admin.get("/projects/tide").await.text().contains("Sensors"));
    let again = admin.upload_as("/restore", &[("slug", "other")], "file", "tide.json", &file).await;
    assert_eq!(again.status, 422, "{}", again.text());
    let broken = admin.upload_as("/restore", &[("slug", "")], "file", "x.json", b"{\"format\": \"holdpoint.project/9\"}").await;
    assert!(broken.status == 422 && broken.text().contains("holdpoint.project/1"), "{}", broken.text());

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tide.json"), &file).unwrap();
    let data = ["--data-dir", "data"];
    let migrated = run(folder.path(), &[&["migrate"][..], &data].concat(), "", &[]);
    assert_eq!(migrated.status.code(), Some(0), "{}", String::from_utf8_lossy(&migrated.stderr));
    let restored = run(folder.path(), &[&["restore", "tide.json"][..], &data].concat(), "", &[]);
    assert_eq!(restored.status.code(), Some(0), "{}", String::from_utf8_lossy(&restored.stderr));
    let exported = run(folder.path(), &[&["export", "tide", "--format", "json"][..], &data].concat(), "", &[]);
    assert!(exported.stdout == file, "the second file is the first one, byte for byte");
    let markdown = run(folder.path(), &[&["export", "tide", "--format", "markdown"][..], &data].concat(), "", &[]);
    assert!(markdown.stdout.starts_with(b"---\nformat: holdpoint.report/1\n"));
    let unknown = run(folder.path(), &[&["export", "nothing", "--format", "pdf"][..], &data].concat(), "", &[]);
    assert_eq!(unknown.status.code(), Some(3), "{}", String::from_utf8_lossy(&unknown.stderr));
}

#[tokio::test]
async fn the_organisation_is_an_administrators_and_a_logo_is_a_picture() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    let png = png();
    let set = admin.upload_as("/organisation", &[("version", ""), ("name", "Harbour & Söhne")], "logo", "logo.png", &png).await;
    assert_eq!(set.status, 303, "{}", set.text());
    let logo = browser(&server, "viewer").await.get("/organisation/logo").await;
    assert!(
        logo.status == 200 && logo.header("content-type") == "image/png" && logo.header("content-security-policy").starts_with("sandbox")
    );
    let svg = admin.upload_as("/organisation", &[("version", "1"), ("name", "Harbour")], "logo", "logo.png", b"<svg onload='x'/>").await;
    assert!(svg.status == 422 && svg.text().contains("neither a PNG nor a JPEG"), "{}", svg.text());
    let owner = browser(&server, "owner").await;
    let refused = owner.upload_as("/organisation", &[("version", "1"), ("name", "Mine")], "logo", "x.png", b"").await;
    assert_eq!(refused.status, 403);
    assert!(owner.get("/projects/tide/report").await.text().contains("Harbour &amp; Söhne"));
}

/// A picture of one point (PNG specification, with the digests that it asks for).
pub(crate) fn png() -> Vec<u8> {
    let digits = "89504e470d0a1a0a0000000d4948445200000001000000010806000000\
                  1f15c4890000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082";
    digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}
