//! A project with so many rows of everything, for tests that ask for every page.

use crate::browser::Browser;
use crate::outwards::png;
use std::fmt::Write as _;
use std::io::Write as _;

/// A report with `rows` rows in each register.
fn report(rows: usize) -> String {
    let mut text =
        String::from("# Readiness of the gauge\n\n**Date:** 2031-04-01\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n");
    let mut each = |head: &str, line: &dyn Fn(usize) -> String| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{head}");
        for row in 1..=rows {
            let _ = writeln!(text, "{}", line(row));
        }
    };
    each("", &|row| format!("| Area {row} | 1 | {}/100 |", row % 100));
    each("\n## Strengths\n\n", &|row| format!("- **Strength {row}.** It holds."));
    each("\n## Launch blockers\n\n### Tier 1\n\n", &|row| format!("{row}. **Blocker {row}**\n   - Owner: engineer"));
    each("\n## Risks\n\n| Risk | Likelihood | Impact |\n|---|---|---|\n", &|row| format!("| Risk {row} | Low | High |"));
    each("\n## Acceptance criteria\n\n| No. | Criterion | Status |\n|---|---|---|\n", &|row| format!("| {row} | Criterion {row} | met |"));
    each("\n## Plan\n\n| Day | Focus | Deliverables |\n|---|---|---|\n", &|row| format!("| {row} | Step {row} | Paint |"));
    each("\n### Commands to verify\n\n```bash\n", &|row| format!("check {row}"));
    each("```\n\n## Checklist\n\n", &|row| format!("- [ ] Item {row}"));
    each("\n## Figures\n\n| Metric | Before | Now |\n|---|---|---|\n", &|row| format!("| Load {row} | 5 ms | {row} ms |"));
    text
}

/// The first address on a page that begins so and goes on with an identity.
pub(crate) async fn first(visitor: &Browser<'_>, page: &str, start: &str) -> String {
    let text = visitor.get(page).await.text();
    let id = text.split(&format!("\"{start}")).skip(1).find_map(|rest| rest.get(..36).filter(|id| id.matches('-').count() == 4));
    format!("{start}{}", id.unwrap_or_else(|| panic!("{start} is not on {page}: {text}")))
}

/// Fills a project and gives, for each pattern of an address, the address to ask for.
pub(crate) async fn filled(owner: &Browser<'_>, rows: usize) -> Vec<(String, String)> {
    // An audit before the last one: what changed is a comparison of two.
    let earlier = report(rows).replace("2031-04-01", "2031-02-01").replace("| 1 |", "| 2 |");
    let staged = owner.upload("/projects/tide/import", "earlier.md", earlier.as_bytes()).await;
    let saved = owner.save_report(staged.header("location"), &[("title", "Before"), ("date", "2031-02-01")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let staged = owner.upload("/projects/tide/import", "report.md", report(rows).as_bytes()).await;
    let saved = owner.save_report(staged.header("location"), &[("title", "Readiness"), ("date", "2031-04-01")]).await;
    let assessment = saved.header("location").split('?').next().unwrap().to_owned();
    // One that is only looked at, and says something else about every record.
    let next = report(rows).replace("2031-04-01", "2031-05-01").replace("- [ ]", "- [x]").replace("| Low | High |", "| High | High |");
    let line = 1 + next.lines().position(|line| line.starts_with("- [x]")).unwrap();
    let second = owner.upload("/projects/tide/import", "other.md", next.as_bytes()).await.header("location").to_owned();
    let lists = [
        ("finding", assessment.clone(), "/projects/tide/findings/"),
        ("blocker", "/projects/tide/blockers".into(), "/projects/tide/blockers/"),
        ("risk", "/projects/tide/risks".into(), "/projects/tide/risks/"),
        ("checklist", "/projects/tide/checklists".into(), "/projects/tide/checklists/"),
        ("item", "/projects/tide/checklists".into(), "/projects/tide/items/"),
        ("criterion", "/projects/tide/criteria".into(), "/projects/tide/criteria/"),
        ("step", "/projects/tide/plan".into(), "/projects/tide/plan/"),
        ("verification", "/projects/tide/verifications".into(), "/projects/tide/verifications/"),
    ];
    let mut found = vec![("{slug}".to_owned(), "tide".to_owned()), ("{assessment}".to_owned(), last(&assessment))];
    found.push(("{provider}".into(), "corp".into()));
    for (name, page, start) in lists {
        let path = first(owner, &page, start).await;
        for comment in 0..rows.min(60) {
            let (kind, id) = (if name == "step" { "action" } else { name }, last(&path));
            let said = [("record-kind", kind), ("record-id", id.as_str()), ("comment", "@engineer, see")];
            let said = owner.post(&format!("{path}/comments"), &said).await;
            assert_eq!(said.status, 303, "{path} {comment}: {}", said.text());
        }
        found.push((format!("{{{name}}}"), last(&path)));
    }
    let blocker = first(owner, "/projects/tide/blockers", "/projects/tide/blockers/").await;
    found.push(("{comment}".into(), last(&first(owner, &blocker, "/projects/tide/comments/").await)));
    found.push(("{metric}".into(), last(&first(owner, "/projects/tide/metrics", "/projects/tide/metrics/").await)));
    found.push(("{source}".into(), last(&second)));
    found.push(("{line}".into(), line.to_string()));
    learn(owner, &second, rows).await;
    let together = owner.upload("/projects/tide/import", "together.zip", &archive(rows)).await;
    found.push(("{batch}".into(), last(together.header("location"))));
    found.push(("{record}".into(), last(&blocker)));
    let item = first(owner, "/projects/tide/checklists", "/projects/tide/items/").await;
    owner.upload_as(&format!("{item}/evidence"), &[("kind", "file")], "file", "run.log", b"fine").await;
    found.push(("{evidence}".into(), last(&first(owner, &item, "/projects/tide/evidence/").await)));
    found.push(("{key}".into(), publish(owner, rows).await));
    let begun =
        owner.post("/projects/tide/assessments/new", &[("title", "Draft"), ("from", "last"), ("ratings", "on"), ("findings", "on")]).await;
    let draft = begun.header("location").split("/edit").next().unwrap().to_owned();
    found.push(("{category}".into(), last(&first(owner, &format!("{draft}/edit"), "/projects/tide/categories/").await)));
    found.push(("{drafted}".into(), last(&first(owner, &draft, "/projects/tide/findings/").await)));
    found.push(("{draft}".into(), last(&draft)));
    // Outside of projects: the last part of the address of a goal's badge.
    found.push(("goals/{goal}".into(), "goals/demo.svg".into()));
    found.push(("{group}".into(), crews(owner, rows).await));
    found.extend(outwards(owner).await);
    found.extend(people(owner, rows).await);
    tokens(owner, rows.min(20)).await;
    found.push(("{goal}".into(), "demo".into()));
    found.push(("{decision}".into(), sign(owner).await));
    let activity = owner.get("/projects/tide/activity").await.text();
    let somebody = activity.split("value=\"").filter_map(|rest| rest.get(..36)).find(|id| id.parse::<uuid::Uuid>().is_ok());
    found.push(("{user}".into(), somebody.unwrap().to_owned()));
    let freeze = [("version", "1"), ("written", "0"), ("looked", "on")];
    let frozen = owner.post(&format!("{assessment}/freeze"), &freeze).await;
    assert_eq!(frozen.status, 303, "{}", frozen.text());
    found
}

/// Makes so many groups, each with everybody in it and a role in the project; gives the identity of one.
async fn crews(owner: &Browser<'_>, rows: usize) -> String {
    let mut id = String::new();
    for row in 0..rows {
        let name = format!("Crew {row}");
        let made = owner.post("/groups", &[("name", name.as_str()), ("purpose", "Keeps the gauge dry")]).await;
        assert_eq!(made.status, 303, "{}", made.text());
        let path = made.header("location").split('?').next().unwrap().to_owned();
        let role = [("group", name.as_str()), ("group-role", "viewer")];
        assert_eq!(owner.post("/projects/tide/members/groups", &role).await.status, 303);
        for who in ["viewer", "engineer", "auditor"] {
            let email = format!("{who}@example.org");
            assert_eq!(owner.post(&format!("{path}/add"), &[("email", email.as_str())]).await.status, 303);
        }
        id = last(&path);
    }
    id
}

/// Asks for a file, makes a link, allows badges and says whose reports these are.
async fn outwards(owner: &Browser<'_>) -> Vec<(String, String)> {
    let asked = owner.post("/projects/tide/exports", &[("format", "markdown"), ("audit", "present"), ("preset", "auditor")]).await;
    let path = asked.header("location").trim_end_matches("/file").to_owned();
    let form = [("label", "Board"), ("audit", "present"), ("preset", "auditor"), ("days", "30"), ("files", "on")];
    let made = owner.post("/projects/tide/shares", &form).await.text();
    let token = made.split("/s/").nth(1).and_then(|rest| rest.get(..68)).unwrap().to_owned();
    assert_eq!(owner.post("/projects/tide/badges", &[("allow", "yes")]).await.status, 303);
    let png = png();
    let set = owner.upload_as("/organisation", &[("version", ""), ("name", "Harbour")], "logo", "logo.png", &png).await;
    assert_eq!(set.status, 303, "{}", set.text());
    vec![("{export}".into(), last(&path)), ("{token}".into(), token)]
}

/// Invites so many people, and makes a link for a new password.
async fn people(owner: &Browser<'_>, rows: usize) -> Vec<(String, String)> {
    let token = |text: &str, start: &str| text.split(start).nth(1).and_then(|rest| rest.get(..68)).unwrap().to_owned();
    let mut invitation = String::new();
    for row in 0..rows {
        let form = [("name", "New"), ("email", &format!("new{row}@example.org")), ("projects", "tide viewer")];
        invitation = token(&owner.post("/users/invite", &form).await.text(), "/invitations/");
    }
    let user = last(&first(owner, "/users?q=viewer", "/users/").await);
    let reset = token(&owner.post(&format!("/users/{user}/reset-link"), &[]).await.text(), "/reset/");
    vec![("{user}".into(), user), ("{invitation}".into(), invitation), ("{reset}".into(), reset)]
}

/// Makes so many tokens of the person and of the project.
async fn tokens(owner: &Browser<'_>, rows: usize) {
    for row in 0..rows {
        let name = format!("Pipeline {row}");
        let form = [("name", name.as_str()), ("scopes", "read"), ("expiry", "30")];
        for page in ["/account/tokens", "/projects/tide/tokens"] {
            let made = owner.post(page, &form).await;
            assert_eq!(made.status, 200, "{page}: {}", made.text());
        }
    }
}

/// An archive of so many small reports.
fn archive(rows: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for row in 0..=rows {
        zip.start_file(format!("{row}.md"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("# Small report {row}\n").as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Corrects so many records of a report, and says what so many words mean.
async fn learn(owner: &Browser<'_>, report: &str, rows: usize) {
    for row in 1..=rows.min(60) {
        let version = row.to_string();
        let form = [("version", version.as_str()), ("do", "head"), ("what", "title"), ("text", version.as_str())];
        let corrected = owner.post(&format!("{report}/correct"), &form).await;
        assert_eq!(corrected.status, 303, "{}", corrected.text());
        let word = [("list", "statuses"), ("written", version.as_str()), ("means", "done")];
        let learned = owner.post("/projects/tide/import-profile", &word).await;
        assert_eq!(learned.status, 303, "{}", learned.text());
    }
}

/// Signs a no on the first goal; gives the identity of the decision.
async fn sign(owner: &Browser<'_>) -> String {
    let form = owner.get("/projects/tide/gates/demo/sign").await.text();
    let seen = form.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let signed = owner.post("/projects/tide/gates/demo/sign", &[("verdict", "no-go"), ("seen", &seen)]).await;
    assert_eq!(signed.status, 303, "{}", signed.text());
    last(signed.header("location").split('?').next().unwrap())
}

/// Publishes a template with so many rows of each kind, and a next version; gives its key.
async fn publish(owner: &Browser<'_>, rows: usize) -> String {
    let each = |make: &dyn Fn(usize) -> String| (0..rows).map(make).collect::<Vec<_>>().join(", ");
    let categories = each(&|row| format!("{{ key = \"c{row}\", name = \"Area {row}\", scale = \"percent\" }}"));
    let items = each(&|row| format!("{{ text = \"Item {row}\" }}"));
    let text = |name: &str| {
        let lists = format!("[{{ title = \"List\", items = [{items}] }}]");
        format!("key = \"own\"\nname = \"{name}\"\nversion = 1\ncategories = [{categories}]\nchecklists = {lists}")
    };
    let made = owner.post("/templates/new", &[("then", "publish"), ("text", &text("Own"))]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    let next = [("then", "publish"), ("version", "1"), ("text", &text("Own, again"))];
    assert_eq!(owner.post("/templates/own/edit", &next).await.status, 303);
    "own".into()
}

pub(crate) fn last(path: &str) -> String {
    path.rsplit_once('/').unwrap().1.to_owned()
}
