//! Adding lists and items behind those that are there.

use crate::{ServiceError, new_id, new_id_at};
use domain::checklists::{Checklist, Item};
use domain::ids::{ChecklistId, ItemId, ProjectId};
use domain::text::{Markdown, Title, match_key};
use domain::{Timestamp, Version};
use std::collections::HashMap;
use storage::{Tx, checklists};

/// The checklists of a project by name, and where the next item of each goes.
pub(crate) struct Adding {
    project: ProjectId,
    known: HashMap<String, ChecklistId>,
    places: HashMap<ChecklistId, i32>,
    place: i32,
    made: usize,
    now: Timestamp,
}

impl Adding {
    /// Three queries.
    pub(crate) async fn load(tx: &mut Tx, project: ProjectId, now: Timestamp) -> Result<Self, ServiceError> {
        let known = checklists::keys(tx, project).await?.into_iter().map(|(id, key)| (key, id)).collect();
        let places = checklists::last_item_positions(tx, project).await?.into_iter().collect();
        Ok(Self { project, known, places, place: checklists::last_position(tx, project).await?, made: 0, now })
    }

    /// The list of that name; a new one behind all others where there is none.
    pub(crate) async fn named(&mut self, tx: &mut Tx, title: &Title) -> Result<ChecklistId, ServiceError> {
        let key = match_key(title.as_str());
        if let Some(id) = self.known.get(&key) {
            return Ok(*id);
        }
        self.place = self.place.saturating_add(1);
        let list = Checklist { id: new_id(), position: self.place, title: title.clone(), version: Version::FIRST };
        checklists::insert(tx, self.project, &list).await?;
        self.known.insert(key, list.id);
        self.made += 1;
        Ok(list.id)
    }

    /// The place behind the last item of a list.
    pub(crate) fn next_place(&mut self, list: ChecklistId) -> i32 {
        let place = self.places.entry(list).or_insert(-1);
        *place = place.saturating_add(1);
        *place
    }

    /// Adds an item, open, behind the others of its list; `more` says what else is known of it.
    pub(crate) async fn add(
        &mut self,
        tx: &mut Tx,
        list: ChecklistId,
        text: &Title,
        more: impl FnOnce(&mut Item),
    ) -> Result<ItemId, ServiceError> {
        let mut item = Item {
            id: new_id_at(self.now),
            checklist: list,
            position: self.next_place(list),
            text: text.clone(),
            detail: Markdown::default(),
            assignee: None,
            due: None,
            blocking: false,
            needs_verification: false,
            verified_until: None,
            done: None,
            set_aside: None,
            lines: None,
            version: Version::FIRST,
        };
        more(&mut item);
        checklists::insert_item(tx, self.project, &item).await?;
        Ok(item.id)
    }

    /// How many lists were made.
    pub(crate) const fn made(&self) -> usize {
        self.made
    }
}
