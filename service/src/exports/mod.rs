//! Reports out: files that people take with them.

mod sheets;
mod xlsx;

pub use sheets::csv_zip;
pub use xlsx::xlsx;
