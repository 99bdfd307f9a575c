mod corpus;
mod groups;
mod laws;
mod matches;
mod radar;
mod registers;
mod sides;
mod written;
