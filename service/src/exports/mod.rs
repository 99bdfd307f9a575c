//! Reports out: what is in them, the files made of them, and whose they are.

mod dossier;
mod jobs;
mod make;
mod organisation;

pub use dossier::{Audits, audits, read};
pub use jobs::{Asked, KEPT_DAYS, fetch, forget_old, list, show, start};
pub use make::{File, make};
pub use organisation::{OrganisationForm, change as change_organisation, organisation};
pub use storage::exports::{Export, State};

pub(crate) use dossier::load;
pub(crate) use jobs::in_turn;
pub(crate) use make::written;
