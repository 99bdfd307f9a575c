//! People, their accounts at providers, sessions, API tokens, failed sign-ins, members, groups.

pub mod access;
pub mod attempts;
pub mod groups;
pub mod identities;
pub mod invitations;
pub mod members;
pub mod resets;
pub mod sessions;
pub mod tokens;
pub mod users;
