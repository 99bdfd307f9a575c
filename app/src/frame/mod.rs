//! What all pages have in common: who asks, how a page is answered, forms, errors, the document around it.

mod bearer;
mod document;
mod error;
mod form;
mod handed_out;
mod local_path;
mod page;
mod parts;
mod server_functions;
mod state;
pub(crate) mod theme;
mod visit;

pub use bearer::comes_with_token;
pub use document::with_island;
pub use error::PageError;
pub use form::{Fields, Values};
pub(crate) use handed_out::{SANDBOX, handed_out};
pub use local_path::{encoded, local_path};
pub use page::{Done, Page, PageResult, form, leads_up, looked_at, post_form, refused, show};
pub(crate) use parts::{Broken, SentFile, collect};
pub use server_functions::{answer_server_functions, refusal, visit_of_server_function};
pub use state::AppState;
pub(crate) use visit::BY_PROVIDER;
pub use visit::{DEVICE, USER, Visit};
