//! How long lines are kept, and what becomes of those that are past their time.

use super::GAP;
use crate::ServiceError;
use crate::accounts::{Actor, Admin};
use crate::history::{self, Line};
use crate::keys::Keyring;
use domain::audit::{Gap, Group, LONGEST_DAYS, Policy, runs};
use domain::history::EventKind;
use domain::ids::ProjectId;
use domain::records::named;
use domain::{Timestamp, Version};
use storage::audit::{self, Due};
use storage::{Db, StorageError, Tx};

/// So many lines are deleted in one transaction: others may write between two.
const BATCH: i64 = 2_000;

/// What an administrator says about keeping lines, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct PolicyForm {
    /// Days for lines on security.
    pub security: String,
    /// Days for lines on changes.
    pub changes: String,
    /// Days for lines on access to reports.
    pub access: String,
    /// Whether reading is noted.
    pub log_reading: bool,
}

/// The rule in force: one query.
///
/// # Errors
/// Where the database fails.
pub async fn policy(db: &Db, _: &Admin) -> Result<Policy, ServiceError> {
    Ok(audit::get_policy(&mut db.read().await?).await?)
}

/// Says how long lines are kept, and whether reading is noted. `seen` is the version that was looked at.
///
/// # Errors
/// [`ServiceError::Invalid`] for what is no number of days, [`ServiceError::Stale`].
pub async fn set_policy(db: &Db, admin: &Admin, seen: Version, form: &PolicyForm, now: Timestamp) -> Result<Policy, ServiceError> {
    let after = Policy {
        security: days("security", "Days for lines on security", &form.security)?,
        changes: days("changes", "Days for lines on changes", &form.changes)?,
        access: days("access", "Days for lines on access", &form.access)?,
        log_reading: form.log_reading,
        version: seen.next(),
    };
    let mut tx = db.begin().await?;
    let before = audit::get_policy(&mut tx).await?;
    if before.version != seen {
        return Err(ServiceError::Stale);
    }
    let changes = before.changes_to(&after);
    if changes.is_empty() {
        return Ok(before);
    }
    audit::set_policy(&mut tx, &after, seen).await?;
    let told = format!("changed how the audit log is kept: {}", named(&changes));
    // It has no identity of its own: there is one.
    let line = Line::of(EventKind::PolicyChanged, uuid::Uuid::nil(), told).with(changes);
    history::append(&mut tx, admin.actor(), None, line, now).await?;
    tx.commit().await?;
    Ok(after)
}

fn days(field: &'static str, label: &str, typed: &str) -> Result<u32, ServiceError> {
    let typed = typed.trim();
    let days = if typed.is_empty() { Some(0) } else { typed.parse().ok() };
    days.filter(|days| *days <= LONGEST_DAYS)
        .ok_or_else(|| ServiceError::invalid(field, label, format!("have to be a number from 0 to {LONGEST_DAYS}; 0 keeps them for ever")))
}

/// Deletes lines that are past their time, group by group and batch by batch, and leaves signed gaps. Whole days count: a line goes on the
/// day after its last one, so that the log grows one gap a day and not one a minute. Gives how many lines were deleted.
///
/// # Errors
/// Where the database fails; what was deleted until then has its gaps.
pub async fn shorten(db: &Db, keys: &Keyring, now: Timestamp) -> Result<u64, ServiceError> {
    let policy = audit::get_policy(&mut db.read().await?).await?;
    let mut deleted = 0;
    for group in Group::ALL {
        let Some(days) = policy.days(group) else { continue };
        let Some(first_kept) = now.today().plus_days(-i64::from(days)) else { continue };
        let before = Timestamp::start_of(first_kept);
        // Looked for without the writer, which nobody else has meanwhile: mostly there is nothing to do.
        while !audit::due(&mut db.read().await?, group, before, 1).await?.is_empty() {
            let lines = batch(db, keys, (group, days), before, &policy, now).await?;
            if lines == 0 {
                break;
            }
            deleted += lines;
        }
    }
    Ok(deleted)
}

async fn batch(
    db: &Db,
    keys: &Keyring,
    (group, days): (Group, u32),
    before: Timestamp,
    policy: &Policy,
    now: Timestamp,
) -> Result<u64, ServiceError> {
    let mut tx = db.begin().await?;
    // Somebody may have said meanwhile that they are kept longer.
    if audit::get_policy(&mut tx).await? != *policy {
        return Ok(0);
    }
    let mut due = audit::due(&mut tx, group, before, BATCH).await?;
    due.sort_by_key(|line| line.seq);
    let numbers: Vec<i64> = due.iter().map(|line| line.seq).collect();
    for (first, last) in runs(&numbers) {
        if let (Some(first), Some(last)) = (due.get(first), due.get(last)) {
            leave_gap(&mut tx, keys, (first, last), policy, now).await?;
        }
    }
    let lines = due.len() as u64;
    if lines > 0 {
        let what = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
        let told = format!("deleted {what} of the audit log that were past their time ({}: {days} days)", group.words());
        history::append(&mut tx, &Actor::server()?, None, Line::of(EventKind::AuditShortened, uuid::Uuid::nil(), told), now).await?;
    }
    tx.commit().await?;
    Ok(lines)
}

/// Deletes a run of lines. Where a gap of the same rule is beside it, the two become one, unless that one was not signed by us.
async fn leave_gap(tx: &mut Tx, keys: &Keyring, (first, last): (&Due, &Due), policy: &Policy, now: Timestamp) -> Result<(), ServiceError> {
    let beside = audit::neighbours(tx, first.seq, last.seq).await?;
    let before = audit::take_out(tx, first.seq, last.seq).await?;
    let mut gap =
        Gap { first: first.seq, last: last.seq, before, after: last.hash.clone(), at: now, rule: policy.rule(), signature: String::new() };
    for other in beside {
        if other.rule != gap.rule || !keys.digests(GAP, &other.text()).any(|signature| signature == other.signature) {
            continue;
        }
        if other.last + 1 == gap.first && other.after == gap.before {
            gap = Gap { first: other.first, before: other.before, ..gap };
        } else if gap.last + 1 == other.first && gap.after == other.before {
            gap = Gap { last: other.last, after: other.after, ..gap };
        }
    }
    gap.signature = keys.digest(GAP, &gap.text());
    Ok(audit::put_gap(tx, &gap).await?)
}

/// Takes lines of before there was a chain into it, when a server of this version first sees them. Gives how many they were.
///
/// A chain that has begun takes no more: a line that somebody puts into the table is not made good by starting the server again.
///
/// # Errors
/// Where the database fails.
pub async fn take_over(db: &Db, now: Timestamp) -> Result<u64, ServiceError> {
    if audit::head(&mut db.read().await?).await?.0 > 0 {
        return Ok(0);
    }
    let mut tx = db.begin().await?;
    // Two servers can start at the same time.
    if audit::head(&mut tx).await?.0 > 0 {
        return Ok(0);
    }
    let taken = taken_over(&mut tx, None, &Actor::server()?, now).await?;
    tx.commit().await?;
    Ok(taken)
}

/// Takes the lines of a project that was restored into the chain.
pub(crate) async fn take_over_project(tx: &mut Tx, project: ProjectId, actor: &Actor, now: Timestamp) -> Result<u64, ServiceError> {
    taken_over(tx, Some(project), actor, now).await
}

async fn taken_over(tx: &mut Tx, project: Option<ProjectId>, actor: &Actor, now: Timestamp) -> Result<u64, ServiceError> {
    let found = audit::take_over(tx, project).await.map_err(|error| match error {
        StorageError::Corrupt(_) => ServiceError::Refused("The history holds a line that cannot be read.".into()),
        other => other.into(),
    })?;
    let Some((first, last)) = found else { return Ok(0) };
    let lines = u64::try_from(last - first + 1).unwrap_or(0);
    let told = format!("took {lines} lines that were written before into the chain of the audit log, as numbers {first} to {last}");
    let subject = project.map_or(uuid::Uuid::nil(), |project| project.0);
    history::append(tx, actor, None, Line::of(EventKind::AuditTakenOver, subject, told), now).await?;
    Ok(lines)
}
