//! The use cases, called as pages and the command line call them, on a database of each test's own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod batches;
mod blockers;
mod changes;
mod checklists;
mod comments;
mod criteria;
mod demo;
mod freeze;
mod gates;
mod import;
mod inputs;
mod lint;
mod metrics;
mod offers;
mod passwords;
mod permissions;
mod plans;
mod portfolio;
mod profiles;
mod projects;
mod queries;
mod reconcile;
mod reports;
mod review;
mod risks;
mod scoring;
mod search;
mod seeds;
mod set_up;
mod sign_in;
mod standings;
mod summary;
mod templates;
mod ticks;
mod trends;
mod use_cases;
mod verifications;
mod what_if;
mod words;
mod work;
mod world;
mod writing;
