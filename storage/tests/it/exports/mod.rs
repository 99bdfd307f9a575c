//! A project as a file, and back.

mod hostile;
mod rich;
mod schema;
mod tables;
mod trip;
