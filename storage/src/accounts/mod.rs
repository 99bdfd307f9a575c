//! People, sessions, API tokens, failed sign-ins, members, groups.

pub mod access;
pub mod attempts;
pub mod groups;
pub mod members;
pub mod sessions;
pub mod tokens;
pub mod users;
