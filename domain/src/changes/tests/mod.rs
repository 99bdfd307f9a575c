mod corpus;
mod groups;
mod laws;
mod matches;
mod radar;
mod sides;
mod written;
