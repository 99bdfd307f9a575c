//! Reports out: what is in them, the files made of them, and whose they are.

pub mod archive;
mod dossier;
mod jobs;
mod make;
mod organisation;
mod sheets;
mod xlsx;

pub use dossier::{Audits, audits, read};
pub use jobs::{Asked, KEPT_DAYS, fetch, forget_old, list, show, start};
pub use make::{File, make, shown};
pub use organisation::{OrganisationForm, change as change_organisation, organisation};
pub use sheets::csv_zip;
pub use storage::exports::{Export, State};
pub use xlsx::xlsx;

pub(crate) use dossier::load;
pub(crate) use jobs::{in_turn, in_turn_of_links};
pub(crate) use make::written;
