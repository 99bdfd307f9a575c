//! Every function of storage, on `SQLite` and, where a server is at hand, on `PostgreSQL`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accounts;
mod assessments;
mod attempts;
mod audit;
mod blockers;
mod changes;
mod checklists;
mod comments;
mod corrupt;
mod criteria;
mod db;
mod decisions;
mod evidence;
mod exchange;
mod exports;
mod factors;
mod groups;
mod history;
mod identities;
mod lint;
mod members;
mod metrics;
mod people;
mod plans;
mod portfolio;
mod projects;
mod records;
mod relations;
mod risks;
mod samples;
mod search;
mod sessions;
mod snapshots;
mod templates;
mod ties;
mod tokens;
mod trends;
mod verifications;
mod vouching;
mod work;
