//! Six invented projects with their audits, for a first look around.

mod portfolio;

use crate::accounts::{self, Hasher, Importer, NewUser, SetupCode, SignedIn, add_user, operator};
use crate::checklists::{self, Shown, Ticked};
use crate::exchange::{self, ImportForm};
use crate::projects::{self, ProjectForm};
use crate::{PageNumber, ServiceError, blockers};
use domain::Timestamp;
use domain::accounts::Password;
use domain::history::{Source, Via};
use domain::text::match_key;
use portfolio::{Audit, PORTFOLIO, Project};
use storage::Db;
use storage::accounts::users;

/// Who can look at the demonstration.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// Sign-in name of the administrator who owns all projects.
    pub email: String,
    /// Made at random and kept nowhere else: shown once.
    pub password: String,
}

const EMAIL: &str = "demo@example.org";
const DAY: i64 = 24 * 3600;

/// Fills an empty installation: an administrator, six projects and their audits, the last of them a few days before `now`.
///
/// Everything goes through the use cases that people use, so a failure half-way leaves what was made so far.
///
/// # Errors
/// [`ServiceError::Refused`] where there are accounts already: nothing real may be mixed with what is invented.
pub async fn fill(db: &Db, hasher: &Hasher, now: Timestamp) -> Result<DemoAccount, ServiceError> {
    if users::count(&mut db.read().await?).await? != 0 {
        return Err(ServiceError::Refused(
            "The demonstration fills an empty installation only, and this one has accounts already. Nothing was changed.".into(),
        ));
    }
    let password = SetupCode::generate()?.to_string();
    let new = NewUser { email: EMAIL.into(), name: "Demo".into(), password: Password::given(password.clone()) };
    let user = add_user(db, hasher, &operator()?.admin(), new, true, now).await?;
    let who = accounts::sessions::resume(db, user.id, Source::local(Via::CommandLine)).await?;
    for project in PORTFOLIO {
        add(db, &who, project, now).await?;
    }
    Ok(DemoAccount { email: EMAIL.into(), password })
}

async fn add(db: &Db, who: &SignedIn, project: &Project, now: Timestamp) -> Result<(), ServiceError> {
    let form = ProjectForm {
        name: project.name.into(),
        slug: project.slug.into(),
        description: project.description.into(),
        tags: project.tags.into(),
    };
    let begun = project.audits.iter().map(|audit| audit.days_ago).max().unwrap_or_default();
    projects::create(db, who, &form, now.plus_seconds(-(begun + 1) * DAY)).await?;
    for audit in project.audits {
        let at = now.plus_seconds(-audit.days_ago * DAY);
        import(db, &who.importer(db, project.slug).await?, audit, at).await?;
        work(db, who, project.slug, audit, at).await?;
    }
    Ok(())
}

async fn import(db: &Db, importer: &Importer, audit: &Audit, at: Timestamp) -> Result<(), ServiceError> {
    let source = exchange::stage(db, importer, audit.file, audit.report.into(), at).await?;
    let form = ImportForm { date: Some(at.day().to_string()), ..ImportForm::default() };
    exchange::save(db, importer, source, &form, at).await.map(drop)
}

/// What the team did in the days after an audit.
async fn work(db: &Db, who: &SignedIn, slug: &str, audit: &Audit, at: Timestamp) -> Result<(), ServiceError> {
    const MISSING: ServiceError = ServiceError::Internal("the demonstration names a row that its reports do not have");
    let editor = who.editor(db, slug).await?;
    let items = checklists::list(db, &editor, Shown::All, PageNumber::FIRST, at).await?.items.rows;
    for (days, text) in (1..).zip(audit.ticked) {
        let item = items.iter().map(|row| &row.item).find(|item| match_key(item.text.as_str()) == match_key(text)).ok_or(MISSING)?;
        match checklists::tick(db, &editor, item.id, item.version, true, at.plus_seconds(days * DAY)).await? {
            Ticked::Saved(_) => {}
            Ticked::Stale(_) => return Err(ServiceError::Stale),
        }
    }
    let open = blockers::list(db, &editor, &blockers::Filter::default(), PageNumber::FIRST, at).await?.page.rows;
    for (days, title) in (2..).zip(audit.resolved) {
        let blocker = open.iter().find(|blocker| match_key(blocker.title.as_str()) == match_key(title)).ok_or(MISSING)?;
        let evidence = "Tried on staging, with a second person watching.";
        blockers::resolve(db, &editor, blocker.id, blocker.version, evidence, at.plus_seconds(days * DAY)).await?;
    }
    Ok(())
}
