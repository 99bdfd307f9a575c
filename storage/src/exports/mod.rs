//! Reports out: files that were asked for.

mod jobs;

pub use jobs::{Export, State, beat, content, count_open, delete_old, find, finish, insert, list, set_progress};
