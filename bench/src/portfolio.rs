//! The list of 10,000 projects against that of 10, for an administrator and for a member of all of them.

use crate::page::{Installation, Target, ask, install_as};
use crate::timing::{Times, print, ratio};
use anyhow::{Result, ensure};
use service::exchange::{ImportForm, save, stage};
use service::projects::ProjectForm;
use std::fmt::Write as _;

const FEW: usize = 10;
const MANY: usize = 10_000;
/// Every so many projects has an audit, and so have the first ones, which stand on the first page.
const AUDITED: usize = 20;
/// The bar: the long list may take so many times as long as the short one.
const MOST: f64 = 2.0;

/// # Errors
/// Where a request fails, or the long list takes more than [`MOST`] times as long as the short one.
pub(crate) async fn measure(rounds: usize) -> Result<()> {
    let mut slow = Vec::new();
    for admin in [true, false] {
        let who = if admin { "administrator" } else { "member" };
        let (few, many) = (install_as(admin).await?, install_as(admin).await?);
        fill(&few, FEW).await?;
        fill(&many, MANY).await?;
        let target =
            |of: &Installation, what, path: &str| Target { what, router: of.router.clone(), path: path.into(), cookie: of.cookie.clone() };
        let targets = [
            target(&few, "10 projects", "/projects"),
            target(&many, "10,000 projects by name", "/projects"),
            target(&many, "10,000 projects by blockers", "/projects?sort=-blockers"),
            target(&many, "10,000 projects by score", "/projects?sort=-score"),
            target(&many, "10,000 projects, last page", "/projects?page=400"),
            target(&many, "10,000 projects with a tag", "/projects?tag=tag-3"),
            target(&many, "10,000 projects by tag", "/projects?group=tag"),
            target(&many, "10,000 projects on one category", "/projects/compare?category=area"),
        ];
        let mut times: [Times; 8] = Default::default();
        for round in 0..rounds + rounds / 10 {
            // One after the other in every round, so that a busy moment of the machine hits all.
            for (place, (target, times)) in targets.iter().zip(&mut times).enumerate() {
                // What the bar is not about is measured less often.
                if place > 3 && round % 20 != 0 {
                    continue;
                }
                let (time, _) = ask(target).await?;
                if round >= rounds / 10 {
                    times.push(time);
                }
            }
        }
        for (target, times) in targets.iter().zip(&times) {
            let db = if target.what == "10 projects" { &few.db } else { &many.db };
            let before = db.queries();
            let (_, bytes) = ask(target).await?;
            print(&format!("{who}: {}", target.what), times, Some(db.queries() - before), bytes);
        }
        let [base, by_name, by_blockers, by_score, ..] = &times;
        for (what, times) in [("name", by_name), ("blockers", by_blockers), ("score", by_score)] {
            let ratio = ratio(times, base);
            println!("for the {who} 10,000 projects by {what} take {ratio:.2} times as long as 10 (at most {MOST})");
            if ratio > MOST {
                slow.push(format!("by {what} for the {who}"));
            }
        }
    }
    ensure!(slow.is_empty(), "the list of many projects is too slow: {slow:?}");
    Ok(())
}

/// So many projects, some of them with an audit, all with a tag or two.
async fn fill(installation: &Installation, projects: usize) -> Result<()> {
    let Installation { db, who, .. } = installation;
    let now = service::now();
    for number in 0..projects {
        let (slug, tags) = (format!("project-{number:05}"), format!("tag-{}, tag-{}", number % 40, number % 7));
        let form = ProjectForm { name: format!("Project {number:05}"), slug: slug.clone(), tags, ..ProjectForm::default() };
        service::projects::create(db, who, &form, now).await?;
        if number < 2 * FEW + 10 || number % AUDITED == 0 {
            let importer = who.importer(db, &slug).await?;
            let source = stage(db, &importer, "report.md", report(number).into_bytes(), now).await?;
            save(db, &importer, source, &ImportForm::default(), now).await?;
        }
    }
    Ok(())
}

/// A small report that differs from project to project.
fn report(number: usize) -> String {
    let mut text = String::from("# Audit\n\n**Date:** 2026-03-01\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n");
    for (row, name) in ["Area", "Security", "Data", "Operations"].into_iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {name} | 25% | {}/100 |", (number * 7 + row * 13) % 100);
    }
    let _ = write!(text, "\n## Launch blockers\n\n### Tier 1\n\n1. **Blocker of {number}**\n\n## Checklist\n\n- [x] Done\n- [ ] Open\n");
    text
}
