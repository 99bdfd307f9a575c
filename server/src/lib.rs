//! How it runs: HTTP, sessions, command line, configuration, telemetry. Wiring only.

pub mod accept;
pub mod assets;
pub mod cli;
pub mod config;
pub mod database;
pub mod health;
mod jobs;
pub mod layers;
pub mod pages;
pub mod router;
pub mod run;
pub mod sessions;
pub mod telemetry;
