//! What a person sees: pages, islands and the parts they are made of.

#[cfg(feature = "ssr")]
pub mod ui;
