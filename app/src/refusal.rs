//! Why a server function did not do what was asked, in words for the person at the browser.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why a server function did not do what was asked. Holds nothing internal; the log has more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError {
    /// The HTTP status of the answer; 0 where there was none.
    pub status: u16,
    /// What happened and what to do, in sentences.
    pub text: String,
}

const INCOMPLETE: &str = "The request is incomplete. Load the page again, then try once more.";

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let (status, text) = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => (400, INCOMPLETE),
            // On the server that is what was sent; in the browser what was answered.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => (400, INCOMPLETE),
            ServerFnErrorErr::Request(_) => (0, "The server could not be reached. Nothing was saved; try again in a moment."),
            _ => (500, "The server could not answer. Nothing was saved; try again in a moment."),
        };
        answer_with(status);
        Self { status, text: text.to_owned() }
    }
}

/// Gives the answer of the server function that is running this status, for an error has 500 otherwise.
#[cfg(feature = "ssr")]
pub(crate) fn answer_with(status: u16) {
    if let (Some(options), Ok(status)) =
        (leptos::prelude::use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        options.set_status(status);
    }
}

#[cfg(not(feature = "ssr"))]
const fn answer_with(_: u16) {}
