//! What somebody tries who means harm. Each test is one kind of attack on the real pages; each is refused.

mod archives;
mod bodies;
mod cross_site;
mod forged;
mod form;
mod html;
mod idor;
mod names;
mod queries;
mod redirects;
mod routes;
mod script;
mod secrets;
mod sessions;
mod transport;
mod uploads;
mod world;
