//! The real router, asked without a network in between.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod assets;
mod bodies;
mod cli;
mod headers;
mod health;
mod origin;
mod sessions;
mod support;
mod wire;
