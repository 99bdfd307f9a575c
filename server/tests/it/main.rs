//! The real router, asked without a network in between.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod accounts;
mod assets;
mod asvs;
mod attacks;
mod audit;
mod bodies;
mod browser;
mod changes;
mod checklists;
mod cli;
mod cors;
mod factors;
mod freeze;
mod groups;
mod headers;
mod health;
mod imports;
mod limits;
mod log;
mod matrix;
mod origin;
mod outwards;
mod people;
mod plans;
mod portfolio;
mod privacy;
mod projects;
mod queries;
mod records;
mod roles;
mod scoring;
mod secrets;
mod server_functions;
mod sessions;
mod sso;
mod standing;
mod support;
mod templates;
mod tokens;
mod wire;
mod writing;
