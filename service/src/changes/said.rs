//! What people say about which names mean the same.

use super::MOST_SAID;
use super::Said;
use crate::accounts::Editor;
use crate::history::{self, Line};
use crate::{ServiceError, new_id};
use domain::Timestamp;
use domain::changes::{Part, Remembered, key};
use domain::history::EventKind;
use storage::{Db, Tx, changes};
use uuid::Uuid;

/// What somebody says about a row.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Its kind.
    pub part: Part,
    /// Its name.
    pub name: String,
    /// The name on the other side that means the same; `None` where none does.
    pub is: Option<String>,
    /// The name on the other side that it was matched with.
    pub was: Option<String>,
}

/// Remembers which row is which, or that two are not the same, for all comparisons of the project. Takes the place of what was said before
/// about these names; who says so last is right, so no version is asked for, and history tells both.
///
/// # Errors
/// [`ServiceError::Invalid`] for a name that is none, for two names that are the same anyway, and where nothing is said.
pub async fn correct(db: &Db, editor: &Editor, said: &Correction, now: Timestamp) -> Result<(), ServiceError> {
    let invalid = |message: &str| ServiceError::Invalid { field: "is", message: message.to_owned() };
    let name = key(&said.name);
    let mut tx = db.begin().await?;
    match (&said.is, &said.was) {
        (Some(other), _) => {
            let other_key = key(other);
            if name.is_empty() || other_key.is_empty() {
                return Err(invalid("Choose the one that it is, or say that it is none of them."));
            }
            if name == other_key {
                return Err(invalid("These two have the same name, so they are matched already."));
            }
            changes::delete_same(&mut tx, editor.id(), said.part, &name).await?;
            changes::delete_same(&mut tx, editor.id(), said.part, &other_key).await?;
            keep(&mut tx, editor, (said.part, &said.name, other), true, now).await?;
        }
        (None, Some(other)) => {
            if name == key(other) {
                return Err(invalid("These two have the same name. Give one of them another name where they are not the same."));
            }
            changes::delete_same(&mut tx, editor.id(), said.part, &name).await?;
            keep(&mut tx, editor, (said.part, &said.name, other), false, now).await?;
        }
        (None, None) => return Err(invalid("Choose the one that it is; it is matched with none so far.")),
    }
    Ok(tx.commit().await?)
}

async fn keep(
    tx: &mut Tx,
    editor: &Editor,
    (part, name, other): (Part, &str, &str),
    same: bool,
    now: Timestamp,
) -> Result<(), ServiceError> {
    // What stays readable of a name in a list and in a line of history.
    let shown = domain::records::one_line;
    let ((one, one_name), (other, other_name)) = {
        let (first, second) = ((key(name), shown(name)), (key(other), shown(other)));
        if first.0 <= second.0 { (first, second) } else { (second, first) }
    };
    let verb = if same { "means the same as" } else { "does not mean the same as" };
    let summary = format!("said that the {} “{one_name}” {verb} “{other_name}”", part.as_str());
    let (names, by_name) = (Remembered { part, one, other, same }, editor.actor().name().clone());
    if changes::count(tx, editor.id()).await? >= MOST_SAID {
        let words = format!("{MOST_SAID} names are matched by hand already, which is all that comparisons look at. Take some back first.");
        return Err(ServiceError::Refused(words));
    }
    changes::set(tx, editor.id(), &Said { id: new_id(), names, one_name, other_name, at: now, by_name }).await?;
    history::tell(tx, editor, Line::of(EventKind::NamesMatched, editor.id().0, summary), now).await
}

/// Takes back what was said.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn forget(db: &Db, editor: &Editor, id: Uuid, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let said = changes::find(&mut tx, editor.id(), id).await?;
    changes::delete(&mut tx, editor.id(), id).await?;
    let summary = format!("took back what was said about the {} “{}” and “{}”", said.names.part.as_str(), said.one_name, said.other_name);
    history::tell(&mut tx, editor, Line::of(EventKind::NamesForgotten, editor.id().0, summary), now).await?;
    Ok(tx.commit().await?)
}
