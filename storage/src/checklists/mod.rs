//! Checklists, their items, and the evidence for those.

mod evidence;
mod groups;
mod items;

pub use evidence::{
    content as evidence_content, delete as delete_evidence, find as find_evidence, insert as insert_evidence, insert_content,
    list as list_evidence, restore as restore_evidence,
};
pub use groups::{Tally, find, insert, keys, last_position, list, place, update};
pub use items::{
    Clock, Filter, Listed, count_pressing, find_item, insert_item, item_keys, last_item_position, last_item_positions, list_conditions,
    list_items, neighbours, place_item, set_list, update_item,
};
