//! People, sessions, failed sign-ins, members.

pub mod attempts;
pub mod invitations;
pub mod members;
pub mod resets;
pub mod sessions;
pub mod users;
