//! People, sessions, failed sign-ins, second factors, members.

pub mod attempts;
pub mod factors;
pub mod members;
pub mod recovery;
pub mod sessions;
pub mod sign_in_rule;
pub mod users;
