//! Reports out: a project for people, spreadsheets and other programs.

pub mod archive;
