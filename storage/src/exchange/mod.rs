//! Reports in: documents that were brought in, how a project reads them, and several at once.

mod batches;
mod profiles;
mod sources;

pub use batches::{Batch, BatchFile, FileState, batch, batch_files, insert_batch, list_batches, set_batch_file, set_batch_running};
pub use profiles::{Kept, keep_profile, profile};
pub use sources::{Source, delete_forgotten, delete_unsaved, find, insert, saved, set_corrections, set_saved};
