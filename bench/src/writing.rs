//! An assessment of 400 categories and 2,000 findings: its pages, and saving one line of it, which gives all sums anew.

use crate::page::{Installation, Target, ask, install};
use crate::timing::{Times, print};
use anyhow::{Context as _, Result, ensure};
use domain::assessments::Category;
use domain::ids::AssessmentId;
use service::accounts::Auditor;
use service::assessments::{self, CategoryForm, FindingForm, StartForm};
use service::projects::ProjectForm;
use std::time::{Duration, Instant};

const CATEGORIES: usize = 400;
const FINDINGS: usize = 2_000;
/// The bar: what follows a key has to be on the screen within 50 milliseconds; the server may take half of it.
const MOST: Duration = Duration::from_millis(25);

/// # Errors
/// Where a request fails, or saving a line takes longer than [`MOST`].
pub(crate) async fn measure(rounds: usize) -> Result<()> {
    let installation = install().await?;
    let (db, now) = (&installation.db, service::now());
    let (auditor, id, first) = fill(&installation, "written").await?;
    let paths = [format!("/projects/written/assessments/{id}/edit"), format!("/projects/written/assessments/{id}")];
    for (what, path) in ["writing, 400 categories", "assessment, 400 categories, 2,000 findings"].into_iter().zip(paths) {
        let target = Target { what, router: installation.router.clone(), path, cookie: installation.cookie.clone() };
        let mut times = Times::default();
        for _ in 0..rounds {
            times.push(ask(&target).await?.0);
        }
        let before = db.queries();
        let (_, bytes) = ask(&target).await?;
        print(what, &times, Some(db.queries() - before), bytes);
    }
    let mut version = first.version;
    let mut times = Times::default();
    let before = db.queries();
    for round in 0..rounds {
        let start = Instant::now();
        let saved = assessments::change_category(db, &auditor, first.id, version, &row(0, round + 1), now).await?;
        times.push(start.elapsed());
        version = saved.version;
    }
    let each = (db.queries() - before) / u64::try_from(rounds)?;
    print("saving one line of 400, with all sums", &times, Some(each), 0);
    ensure!(times.percentile(50) <= MOST, "saving a line is too slow");
    Ok(())
}

/// Writes the assessment into a project of its own; gives it with the first of its categories.
pub(crate) async fn fill(installation: &Installation, slug: &str) -> Result<(Auditor, AssessmentId, Category)> {
    let (db, now) = (&installation.db, service::now());
    let form = ProjectForm { name: slug.into(), slug: slug.into(), ..ProjectForm::default() };
    service::projects::create(db, &installation.who, &form, now).await?;
    let auditor = installation.who.auditor(db, slug).await?;
    let id: AssessmentId = assessments::start(db, &auditor, &StartForm::default(), now).await?;
    let mut first = None;
    for at in 0..CATEGORIES {
        let category = assessments::add_category(db, &auditor, id, &row(at, at), now).await?;
        for finding in 0..FINDINGS / CATEGORIES {
            let form = FindingForm { kind: "gap".into(), title: format!("Finding {finding} of {at}"), ..FindingForm::default() };
            assessments::add_finding(db, &auditor, id, Some(category.id), &form, now).await?;
        }
        first.get_or_insert(category);
    }
    Ok((auditor, id, first.context("there are categories")?))
}

fn row(at: usize, rating: usize) -> CategoryForm {
    CategoryForm {
        name: format!("Category {at} of many"),
        weight: (at % 7 + 1).to_string(),
        rating: format!("{}/100", rating % 100),
        ..CategoryForm::default()
    }
}
