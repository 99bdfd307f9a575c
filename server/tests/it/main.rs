//! The real router, asked without a network in between.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod accounts;
mod assets;
mod asvs;
mod attacks;
mod bodies;
mod browser;
mod changes;
mod checklists;
mod cli;
mod freeze;
mod headers;
mod health;
mod imports;
mod log;
mod origin;
mod outwards;
mod plans;
mod portfolio;
mod privacy;
mod projects;
mod queries;
mod records;
mod roles;
mod scoring;
mod server_functions;
mod sessions;
mod standing;
mod support;
mod templates;
mod wire;
mod writing;
