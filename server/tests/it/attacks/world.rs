//! Two projects of people who have nothing to do with each other.

use super::form::{Form, forms};
use super::routes;
use crate::browser::Browser;
use crate::imports;
use crate::queries::{PAGES, filled, first, last};
use crate::roles;
use crate::support::{Answer, Server};
use std::collections::{BTreeMap, BTreeSet};

/// The project of the owner, with something of everything in it, and one of a stranger.
pub(super) struct World {
    pub(super) server: Server,
    /// For each name in the address of a route, a value of the first project.
    pub(super) ids: Vec<(String, String)>,
}

impl World {
    pub(super) async fn new() -> Self {
        let server = roles::server().await;
        let ids = filled(&roles::browser(&server, "admin").await, 2).await;
        Self { server, ids }
    }

    pub(super) async fn browser(&self, who: &str) -> Browser<'_> {
        roles::browser(&self.server, who).await
    }

    /// The address for a pattern, with the values of the first project.
    pub(super) fn address(&self, pattern: &str) -> String {
        self.ids.iter().fold(pattern.replace("{from}/{to}", "{assessment}/{draft}"), |path, (name, id)| path.replace(name, id))
    }

    /// Every page there is, and its answer.
    pub(super) async fn pages(&self, visitor: &Browser<'_>) -> Vec<(String, Answer)> {
        let mut answers = Vec::new();
        for (pattern, _) in PAGES {
            let path = self.address(pattern);
            let answer = visitor.get(&path).await;
            answers.push((path, answer));
        }
        answers
    }

    /// Every form of every page, one of each shape.
    pub(super) async fn forms(&self, visitor: &Browser<'_>) -> Vec<Form> {
        let mut shapes = BTreeMap::new();
        for (path, answer) in self.pages(visitor).await {
            for mut form in forms(&answer.text()) {
                if form.action.is_empty() {
                    form.action.clone_from(&path);
                }
                shapes.entry(form.shape()).or_insert(form);
            }
        }
        shapes.into_values().collect()
    }

    /// The project of the stranger, with a row of each kind; gives the id of one of each, by its name in addresses.
    pub(super) async fn other(&self) -> Vec<(String, String)> {
        let stranger = self.browser("stranger").await;
        let made = stranger.post("/projects/new", &[("name", "Ebb gauge"), ("slug", "ebb"), ("description", ""), ("tags", "")]).await;
        assert_eq!(made.status, 303, "{}", made.text());
        let report = "# Ebb\n\nDate: 2026-02-03\n\n## Scores\n\n| Category | Weight | Score |\n|---|---|---|\n| Sensors | 60 | 9/10 |\n\n## Strengths\n\n- **It holds.** Yes.\n\n\
            ## Launch blockers\n\n### Tier 1\n\n1. **A blocker**\n\n## Risks\n\n| Risk | Likelihood | Impact |\n|---|---|---|\n| A risk | Low | High |\n\n\
            ## Acceptance criteria\n\n| No. | Criterion | Status |\n|---|---|---|\n| 1 | A criterion | met |\n\n## Plan\n\n| Day | Focus | Deliverables |\n|---|---|---|\n| 1 | A step | Paint |\n\n\
            ### Commands to verify\n\n```bash\ncheck it\n```\n\n## Checklist\n\n- [ ] An item\n\n## Figures\n\n| Metric | Before | Now |\n|---|---|---|\n| Load | 5 ms | 6 ms |\n";
        let staged = stranger.upload("/projects/ebb/import", "ebb.md", report.as_bytes()).await;
        let saved = stranger.save_report(staged.header("location"), &[("title", "Ebb"), ("date", "2026-02-03")]).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        let assessment = saved.header("location").split('?').next().unwrap().to_owned();
        let mut found = vec![("{slug}".to_owned(), "ebb".to_owned()), ("{assessment}".to_owned(), last(&assessment))];
        let lists = [
            ("finding", last_part(&assessment), "findings"),
            ("blocker", "blockers".into(), "blockers"),
            ("risk", "risks".into(), "risks"),
            ("checklist", "checklists".into(), "checklists"),
            ("item", "checklists".into(), "items"),
            ("criterion", "criteria".into(), "criteria"),
            ("step", "plan".into(), "plan"),
            ("verification", "verifications".into(), "verifications"),
            ("metric", "metrics".into(), "metrics"),
        ];
        for (name, page, start) in lists {
            let path = first(&stranger, &format!("/projects/ebb/{page}"), &format!("/projects/ebb/{start}/")).await;
            found.push((format!("{{{name}}}"), last(&path)));
        }
        found
    }

    /// All ids of rows that belong to the first project, and the ids of the stranger's.
    pub(super) async fn families(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let families = (self.family("tide").await, self.family("ebb").await);
        assert!(families.0.len() > 100 && families.1.len() > 10, "{} and {}", families.0.len(), families.1.len());
        assert!(families.0.is_disjoint(&families.1));
        families
    }

    async fn family(&self, slug: &str) -> BTreeSet<String> {
        let rows = self.server.scratch.rows().await;
        let project = rows.iter().find(|row| row.table == "projects" && row.get("slug") == slug);
        let mut ids: BTreeSet<String> = project.map(|row| row.get("id").to_owned()).into_iter().collect();
        loop {
            let more: Vec<String> = rows
                .iter()
                .filter(|row| row.table != "users" && row.cells.iter().any(|(name, value)| name != "id" && ids.contains(value)))
                .map(|row| row.get("id").to_owned())
                // A small number names a row of one table, and stands in all.
                .filter(|id| id.len() == 36 && !ids.contains(id))
                .collect();
            if more.is_empty() {
                return ids;
            }
            ids.extend(more);
        }
    }

    /// What is kept, but for what changes by itself: sessions live on by being used, attempts are counted, a draft shows who has it
    /// open, files are made beside the request, and the index of the search follows from the rest.
    pub(super) async fn kept(&self) -> Vec<scratch::Row> {
        let rows = self.server.scratch.rows().await;
        rows.into_iter()
            .filter(|row| {
                !["sessions", "attempts", "writers", "exports", "export_files"].contains(&row.table.as_str())
                    && !row.table.starts_with("search")
            })
            .collect()
    }
}

/// `assessments/ID` of an address in a project.
fn last_part(path: &str) -> String {
    path.split('/').skip(3).collect::<Vec<_>>().join("/")
}

/// The id of the piece of evidence that was added last on this page.
pub(super) async fn newest(visitor: &Browser<'_>, page: &str, seen: &mut BTreeSet<String>) -> String {
    let text = visitor.get(page).await.text();
    let ids = text.split("/projects/tide/evidence/").skip(1).filter_map(|rest| rest.get(..36).map(str::to_owned));
    let new: Vec<String> = ids.filter(|id| !seen.contains(id)).collect();
    seen.extend(new.iter().cloned());
    new.into_iter().next().unwrap()
}

/// A small project of the owner, with a report in it, where not all of [`World`] is needed.
pub(super) async fn small() -> Server {
    let server = roles::server().await;
    imports::import(&roles::browser(&server, "owner").await).await;
    server
}

/// The addresses of routes that hold ids of rows of a project.
pub(super) fn within_projects() -> Vec<routes::Route> {
    let all = routes::all().into_iter();
    all.filter(|route| {
        route.path.starts_with("/projects/{slug}/") && routes::params(&route.path).any(|name| !["slug", "goal"].contains(&name))
    })
    .collect()
}
