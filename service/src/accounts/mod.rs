//! People: set-up, sign-in, passwords, and the proofs that all other use cases take.

mod hashing;
mod proofs;
pub mod sessions;
mod setup;
mod sign_in;
mod users;

pub(crate) use hashing::Check;
pub use hashing::{HashParams, Hasher};
pub use proofs::{Actor, Admin, Auditor, Editor, Operator, Owner, Person, SignedIn, Speaker, TemplateKeeper, Viewer, operator};
pub use setup::{SetupCode, needs_setup, set_up};
pub(crate) use sign_in::{attempt, confirm_password, taken_back};
pub use sign_in::{change_password, forget_old_attempts, sign_in, sign_out};
pub use users::{NewUser, add_user, list_users, reset_password};
