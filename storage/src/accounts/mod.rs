//! People, their accounts at providers, sessions, failed sign-ins, members.

pub mod attempts;
pub mod identities;
pub mod members;
pub mod sessions;
pub mod users;
