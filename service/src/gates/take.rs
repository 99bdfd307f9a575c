//! Taking over the gates of a template.

use super::change::store;
use crate::ServiceError;
use crate::accounts::Owner;
use crate::templates;
use domain::gates::Gates;
use domain::{Timestamp, Version};
use storage::Db;

/// Takes over the gates of the newest version of a template: a goal that the project has already gets the gate of the template, others are
/// added behind, and goals of the project that the template does not know stay as they are. Gives back how many gates the template has.
/// `version` is the one of the project that the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] for a template without gates or one that was withdrawn, [`ServiceError::Stale`],
/// [`ServiceError::Archived`].
pub async fn take(db: &Db, owner: &Owner, version: Version, key: &str, now: Timestamp) -> Result<usize, ServiceError> {
    let template = templates::choose(&mut db.read().await?, key).await?;
    let taken = template.gates_by_name();
    let count = taken.len();
    if count == 0 {
        return Err(ServiceError::Refused(format!("The template “{}” has no gates. Choose another one.", template.parts().name)));
    }
    let Gates { version: number, mut gates } = owner.project().gates.clone();
    for gate in taken {
        match gates.iter_mut().find(|own| own.goal == gate.goal) {
            Some(own) => *own = gate,
            None => gates.push(gate),
        }
    }
    let what = format!("took over the gates of the template “{}”", template.parts().name);
    store(db, owner, version, Gates { version: number, gates }, &what, now).await?;
    Ok(count)
}
