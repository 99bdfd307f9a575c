//! Making, listing and ending links: what an owner does.

use super::{Share, Token};
use crate::accounts::{Hasher, Owner};
use crate::exports::{self, Audits};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError, input, new_id};
use domain::Timestamp;
use domain::accounts::Password;
use domain::assessments::AssessmentState;
use domain::exports::{Choice, Section};
use domain::history::EventKind;
use domain::ids::{AssessmentId, ShareId};
use domain::records::Change;
use storage::{Db, StorageError, assessments, shares};

/// The longest that a link holds, in days.
pub const LONGEST_DAYS: u32 = 366;

/// What an owner says about a new link.
#[derive(Clone, Debug, Default)]
pub struct ShareForm {
    /// For whom it is.
    pub label: String,
    /// Which frozen audit; `None` for the project as it stands.
    pub audit: Option<AssessmentId>,
    /// What the report holds.
    pub sections: Vec<Section>,
    /// Whether the report can be taken along as a file.
    pub files: bool,
    /// For how many days it holds.
    pub days: String,
    /// What has to be known beside the link; may be empty.
    pub password: String,
}

/// A new link: the only moment at which its token is known.
#[derive(Clone, Debug)]
pub struct Made {
    /// The link as it is kept.
    pub share: Share,
    /// The secret part.
    pub token: Token,
}

/// Frozen audits that can be shared, newest first, at most [`Audits::OFFERED`]: one query.
///
/// # Errors
/// Where the database fails.
pub async fn audits(db: &Db, owner: &Owner) -> Result<Audits, ServiceError> {
    let mut audits = exports::audits(db, owner).await?;
    audits.rows.retain(|row| row.assessment.state == AssessmentState::Final);
    Ok(audits)
}

/// Makes a link.
///
/// # Errors
/// [`ServiceError::Invalid`] for what cannot be used, [`ServiceError::NotFound`] where there is no such audit,
/// [`ServiceError::Refused`] where it is not frozen.
pub async fn create(db: &Db, hasher: &Hasher, owner: &Owner, form: ShareForm, now: Timestamp) -> Result<Made, ServiceError> {
    let label = input::title("label", "For whom it is", &form.label)?;
    let days: u32 = form
        .days
        .trim()
        .parse()
        .ok()
        .filter(|days| (1..=LONGEST_DAYS).contains(days))
        .ok_or_else(|| ServiceError::invalid("days", "The number of days", format!("has to be from 1 to {LONGEST_DAYS}")))?;
    if form.sections.is_empty() {
        return Err(ServiceError::invalid("sections", "The report", "needs at least one part; tick what it is to hold"));
    }
    let password_hash = if form.password.is_empty() {
        None
    } else {
        let about = vec![form.label.clone(), owner.project().name.to_string(), "holdpoint".to_owned()];
        let password = hasher.usable("password", "The password", Password::given(form.password), about).await?;
        Some(hasher.hash(password).await?)
    };
    let token = Token::generate()?;
    let mut tx = db.begin().await?;
    if let Some(audit) = form.audit {
        let audit = assessments::find(&mut tx, owner.id(), audit).await?.assessment;
        if audit.state != AssessmentState::Final {
            return Err(ServiceError::Refused(
                "Only a frozen audit can be shared, for another one may still change. Freeze it first.".into(),
            ));
        }
    }
    let share = Share {
        id: new_id(),
        project: owner.id(),
        audit: form.audit,
        label,
        token_sha256: token.digest(),
        password_hash,
        sections: Choice::from(form.sections),
        files: form.files,
        views: 0,
        viewed_at: None,
        created_at: now,
        created_by: owner.actor().user(),
        created_by_name: owner.actor().name().clone(),
        expires_at: now.plus_seconds(i64::from(days) * 24 * 3600),
        revoked: None,
    };
    shares::insert(&mut tx, &share).await?;
    let told = format!("made a share link for “{}”, open until {}", share.label, share.expires_at.day());
    history::tell_of(&mut tx, owner, Line::of(EventKind::ShareCreated, share.id.0, told).with(opens(&share)), now).await?;
    tx.commit().await?;
    Ok(Made { share, token })
}

/// What a new link opens, for history.
fn opens(share: &Share) -> Vec<Change> {
    let yes = |holds| if holds { "yes" } else { "no" }.to_owned();
    let facts = [
        ("Report", share.audit.map_or_else(|| "the project as it stands".to_owned(), |audit| format!("assessment {audit}"))),
        ("Open until", share.expires_at.to_string()),
        ("Password", yes(share.password_hash.is_some())),
        ("Files", yes(share.files)),
    ];
    facts.map(|(field, after)| Change { field: field.into(), before: String::new(), after }).to_vec()
}

/// The links of a project, newest first: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, owner: &Owner, page: PageNumber) -> Result<Page<Share>, ServiceError> {
    const SIZE: u32 = 20;
    let mut tx = db.read().await?;
    let rows = shares::list(&mut tx, owner.id(), page.window(SIZE)).await?;
    Ok(Page::new(rows, shares::count(&mut tx, owner.id()).await?, page, SIZE))
}

/// Ends a link at once.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] where that was done already.
pub async fn revoke(db: &Db, owner: &Owner, id: ShareId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let share = shares::find(&mut tx, owner.id(), id).await?;
    match shares::revoke(&mut tx, owner.id(), id, owner.actor().name(), now).await {
        Err(StorageError::Stale) => return Err(ServiceError::Refused("This link was ended already.".into())),
        other => other?,
    }
    let told = format!("ended the share link for “{}”", share.label);
    history::tell_of(&mut tx, owner, Line::of(EventKind::ShareRevoked, id.0, told), now).await?;
    Ok(tx.commit().await?)
}
