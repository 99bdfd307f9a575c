//! A project as a file, and back.

mod rich;
mod tables;
mod trip;
