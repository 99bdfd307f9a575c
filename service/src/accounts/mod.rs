//! People: set-up, sign-in, passwords, second factors, API tokens, and the proofs that all other use cases take.

mod devices;
pub mod factors;
mod hashing;
pub mod invitations;
mod join;
pub mod links;
mod manage;
mod proofs;
pub mod providers;
mod resets;
pub mod sessions;
mod setup;
mod sign_in;
pub mod sign_in_rule;
pub mod tokens;
mod users;

pub use devices::{end_all_sessions, end_other_sessions, end_session, list_sessions};
pub(crate) use hashing::Check;
pub use hashing::{HashParams, Hasher};
pub use join::{Acceptance, Opened, accept, open};
pub use manage::{PersonForm, Profile, change_name, change_person, deactivate, find_user, reactivate, set_admin};
pub use proofs::{
    Actor, Admin, Auditor, Caller, Editor, Importer, Operator, Owner, OwnerInPerson, Person, ProjectToken, Reporter, SignedIn, Speaker,
    TemplateKeeper, Viewer, operator,
};
pub use resets::{ResetMade, forget_old_links, forgot, make_reset_link, owner_of_reset_link, reset_by_link};
pub use setup::{SetupCode, needs_setup, set_up};
pub(crate) use sign_in::{attempt, confirm_password, taken_back};
pub use sign_in::{change_password, forget_old_attempts, sign_in, sign_out};
pub use users::{Filter, NewUser, add_user, list_users, reset_password};
