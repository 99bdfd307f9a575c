//! Comments: naming a member while one types. What they look like on a page is with the records.

mod island;
mod typed;

pub use island::MentionBox;
