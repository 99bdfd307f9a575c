//! What somebody gets who has a link: one report, read on behalf of whoever shared it.

use super::{Share, Token};
use crate::accounts::{Actor, Check, Hasher, Viewer, attempt, taken_back};
use crate::exports::{File, in_turn_of_links, load, written};
use crate::history::{self, Line};
use crate::{ServiceError, audit};
use domain::Timestamp;
use domain::accounts::Password;
use domain::digest::sha256;
use domain::exports::{Format, Logo, Report, Subject, report};
use domain::history::{EventKind, Source, Via};
use std::net::IpAddr;
use storage::{Db, Tx, organisation, projects, shares};

/// What is behind a link.
#[derive(Clone, Debug)]
pub enum Opened {
    /// A password has to be given first. Not even the name of the project is told before.
    Locked,
    /// The report.
    Open {
        /// What it holds.
        report: Box<Report>,
        /// The link.
        share: Box<Share>,
        /// What stands beside the name of the organisation.
        logo: Option<Logo>,
    },
}

/// Opens a link. `key` is what [`unlock`] gave, where a password is asked for. Counts as a view.
///
/// # Errors
/// [`ServiceError::NotFound`] for a link that never was one, holds no more or was ended: nobody is told which.
pub async fn open(db: &Db, token: &Token, key: Option<&str>, address: IpAddr, now: Timestamp) -> Result<Opened, ServiceError> {
    let Some((share, viewer)) = entered(db, token, key, now).await? else { return Ok(Opened::Locked) };
    let (report, logo) = {
        let mut tx = db.read().await?;
        let dossier = load(&mut tx, &viewer, subject(&share), now).await?;
        let logo = organisation::get(&mut tx).await?.and_then(|of| of.logo);
        drop(tx);
        let sections = share.sections.clone();
        (in_turn_of_links(move || report(&dossier, &sections)).await?, logo)
    };
    viewed(db, &share, now).await?;
    audit::behind_link(db, &viewer, &share, address, now).await?;
    Ok(Opened::Open { report: Box::new(report), share: Box::new(share), logo })
}

/// The report as a file. Counts as a view.
///
/// # Errors
/// As [`open`]; [`ServiceError::NotFound`] also where the link gives no files, or its password was not given.
pub async fn file(db: &Db, token: &Token, key: Option<&str>, address: IpAddr, now: Timestamp) -> Result<File, ServiceError> {
    let (share, viewer) = entered(db, token, key, now).await?.ok_or(ServiceError::NotFound)?;
    if !share.files {
        return Err(ServiceError::NotFound);
    }
    let mut tx = db.read().await?;
    let dossier = load(&mut tx, &viewer, subject(&share), now).await?;
    let logo = organisation::get(&mut tx).await?.and_then(|of| of.logo);
    drop(tx);
    let name = format!("{}-{}.{}", dossier.project.slug, dossier.at.today(), Format::Pdf.extension());
    let sections = share.sections.clone();
    let bytes = in_turn_of_links(move || written(&dossier, Format::Pdf, &sections, logo.as_ref())).await??;
    viewed(db, &share, now).await?;
    audit::behind_link(db, &viewer, &share, address, now).await?;
    Ok(File { name, media: Format::Pdf.media(), bytes })
}

/// The picture beside the name of the organisation, for whoever may open the link. No view.
///
/// # Errors
/// As [`file()`].
pub async fn logo(db: &Db, token: &Token, key: Option<&str>, now: Timestamp) -> Result<Option<Logo>, ServiceError> {
    entered(db, token, key, now).await?.ok_or(ServiceError::NotFound)?;
    Ok(organisation::get(&mut db.read().await?).await?.and_then(|of| of.logo))
}

/// Gives the key for a password: it says that the password of this link is known, and holds until the password or the link changes.
///
/// # Errors
/// [`ServiceError::NotFound`] as [`open`], [`ServiceError::Invalid`] for a wrong password, [`ServiceError::SlowDown`] after too many.
pub async fn unlock(
    db: &Db,
    hasher: &Hasher,
    token: &Token,
    password: String,
    address: IpAddr,
    now: Timestamp,
) -> Result<String, ServiceError> {
    let share = find(&mut db.read().await?, token, now).await?;
    let Some(kept) = share.password_hash.clone() else { return Err(ServiceError::NotFound) };
    let keys = attempt(db, &format!("share:{}", share.id), address, now).await?;
    let fits = password.chars().count() <= Password::LONGEST;
    let check = hasher.check(Password::given(if fits { password } else { String::new() }), Some(kept.clone())).await?;
    if matches!(check, Check::Wrong) || !fits {
        refused(db, &share, Source::new(Via::Link, address), now).await?;
        return Err(ServiceError::invalid("password", "The password", "is wrong"));
    }
    taken_back(db, &keys).await?;
    Ok(key_of(token, &kept))
}

/// Notes that somebody has a link and not its password.
async fn refused(db: &Db, share: &Share, source: Source, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let told = format!("typed a wrong password for the share link for “{}”", share.label);
    let line = Line::of(EventKind::ShareRefused, share.id.0, told);
    history::append(&mut tx, &Actor::somebody(source)?, Some(share.project), line, now).await?;
    Ok(tx.commit().await?)
}

/// Whoever knows the link and the password can have it; the hash is known to nobody outside.
fn key_of(token: &Token, password_hash: &str) -> String {
    sha256(format!("{}\n{password_hash}", token.as_str()).as_bytes())
}

/// The link and the right to read on its behalf; `None` where a password is asked for and was not given.
async fn entered(db: &Db, token: &Token, key: Option<&str>, now: Timestamp) -> Result<Option<(Share, Viewer)>, ServiceError> {
    let mut tx = db.read().await?;
    let share = find(&mut tx, token, now).await?;
    if let Some(kept) = &share.password_hash
        && key != Some(key_of(token, kept).as_str())
    {
        return Ok(None);
    }
    let project = projects::find(&mut tx, share.project).await?;
    Ok(Some((share, Viewer::behind_link(project)?)))
}

async fn find(tx: &mut Tx, token: &Token, now: Timestamp) -> Result<Share, ServiceError> {
    let share = shares::get_by_token(tx, &token.digest()).await?.ok_or(ServiceError::NotFound)?;
    if share.revoked.is_some() || share.expires_at <= now { Err(ServiceError::NotFound) } else { Ok(share) }
}

const fn subject(share: &Share) -> Subject {
    match share.audit {
        Some(audit) => Subject::Audit(audit),
        None => Subject::Present,
    }
}

async fn viewed(db: &Db, share: &Share, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    shares::viewed(&mut tx, share.id, now).await?;
    Ok(tx.commit().await?)
}
