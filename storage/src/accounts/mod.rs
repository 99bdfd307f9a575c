//! People, sessions, API tokens, failed sign-ins, members.

pub mod attempts;
pub mod members;
pub mod sessions;
pub mod tokens;
pub mod users;
