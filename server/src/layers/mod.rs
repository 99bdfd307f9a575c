//! What every request passes before a page answers, and every answer on its way out.

mod bearer;
pub mod client;
pub mod cookies;
pub mod cors;
pub mod explain;
pub mod headers;
pub mod limits;
pub mod origin;
pub mod request_id;
pub mod time_limit;
pub mod too_large;
pub mod trace;
