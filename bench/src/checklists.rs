//! Pages of a project with 5,000 items against those of one with 50: the checklists, which show 50 rows of both, and the overview.

use crate::page::{Installation, Target, ask, install};
use crate::timing::{Times, print, ratio};
use anyhow::{Result, ensure};
use service::checklists::{PasteForm, add_pasted};
use service::projects::ProjectForm;
use std::fmt::Write as _;

const FEW: usize = 50;
const MANY: usize = 5_000;
/// So many are added in one go.
const STEP: usize = 500;
/// The bar: the long page may take so many times as long as the short one.
const MOST: f64 = 2.0;

/// # Errors
/// Where a request fails, or a page of the long project takes more than [`MOST`] times as long as that of the short one.
pub(crate) async fn measure(rounds: usize) -> Result<()> {
    let installation = install().await?;
    fill(&installation, "few", FEW).await?;
    fill(&installation, "many", MANY).await?;
    let target =
        |what, path: &str| Target { what, router: installation.router.clone(), path: path.into(), cookie: installation.cookie.clone() };
    let targets = [
        target("checklists, 50 items", "/projects/few/checklists"),
        target("checklists, 5,000 items, first page", "/projects/many/checklists"),
        target("checklists, 5,000 items, last page", "/projects/many/checklists?page=100"),
        target("checklists, 5,000 items, open ones", "/projects/many/checklists?show=open"),
        target("page of a project, 50 items", "/projects/few"),
        target("page of a project, 5,000 items", "/projects/many"),
    ];
    let mut times: [Times; 6] = Default::default();
    for round in 0..rounds + rounds / 10 {
        // One after the other in every round, so that a busy moment of the machine hits all.
        for (target, times) in targets.iter().zip(&mut times) {
            let (time, _) = ask(target).await?;
            // The first rounds only warm up.
            if round >= rounds / 10 {
                times.push(time);
            }
        }
    }
    for (target, times) in targets.iter().zip(&times) {
        let before = installation.db.queries();
        let (_, bytes) = ask(target).await?;
        print(target.what, times, Some(installation.db.queries() - before), bytes);
    }
    let [few, first, _, _, page_of_few, page_of_many] = &times;
    for (what, few, many) in [("the checklists", few, first), ("the page of the project", page_of_few, page_of_many)] {
        let ratio = ratio(many, few);
        println!("with 5,000 items {what} take {ratio:.2} times as long as with 50 (at most {MOST})");
        ensure!(ratio <= MOST, "{what} of many items are too slow");
    }
    Ok(())
}

/// A project with so many items in lists of at most [`STEP`], every third ticked.
async fn fill(installation: &Installation, slug: &str, items: usize) -> Result<()> {
    let Installation { db, who, .. } = installation;
    let form = ProjectForm { name: slug.into(), slug: slug.into(), ..ProjectForm::default() };
    service::projects::create(db, who, &form, service::now()).await?;
    let editor = who.editor(db, slug).await?;
    for list in 0..items.div_ceil(STEP) {
        let mut text = String::new();
        for row in 0..items.min(STEP) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "- [{}] Item {row} of list {list}, with some words", if row % 3 == 0 { "x" } else { " " });
        }
        let form = PasteForm { text, title: format!("List {list}"), ..PasteForm::default() };
        add_pasted(db, &editor, &form, service::now()).await?;
    }
    Ok(())
}
