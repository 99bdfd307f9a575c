//! People, sessions, failed sign-ins, members.

pub mod attempts;
pub mod members;
pub mod sessions;
pub mod users;
