//! People, their accounts at providers, sessions, API tokens, failed sign-ins, second factors, members, groups.

pub mod access;
pub mod attempts;
pub mod factors;
pub mod groups;
pub mod identities;
pub mod invitations;
pub mod members;
pub mod recovery;
pub mod resets;
pub mod sessions;
pub mod sign_in_rule;
pub mod tokens;
pub mod users;
