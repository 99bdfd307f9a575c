//! People, sessions, failed sign-ins, members, groups.

pub mod access;
pub mod attempts;
pub mod groups;
pub mod members;
pub mod sessions;
pub mod users;
