//! Forms that carry files.

use super::form::Values;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use http::StatusCode;

/// A file as a form sent it.
pub(crate) struct SentFile {
    /// The name that it has at the sender; empty where none was chosen.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

/// Why a form did not arrive whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The limit of the server cut it off.
    TooLarge,
    /// The connection, or whoever wrote it.
    Torn,
}

/// What a form with files sent.
#[derive(Default)]
pub(crate) struct Parts {
    /// What is no file, to be shown again where the form is refused.
    pub(crate) values: Values,
    /// The files, in order; fields where none was chosen are among them, without a name and empty.
    pub(crate) files: Vec<SentFile>,
    /// Where it did not arrive whole; what came before is kept.
    pub(crate) broken: Option<Broken>,
}

/// Reads a form; `files` are the fields that hold files.
pub(crate) async fn collect(form: Result<Multipart, MultipartRejection>, files: &[&str]) -> Parts {
    let mut parts = Parts::default();
    match form {
        Ok(form) => {
            let read = read(form, files, &mut parts).await;
            parts.broken = read.err().map(|error| broken(&error));
        }
        Err(_) => parts.broken = Some(Broken::Torn),
    }
    parts
}

async fn read(mut form: Multipart, files: &[&str], parts: &mut Parts) -> Result<(), MultipartError> {
    while let Some(field) = form.next_field().await? {
        let (field_name, name) = (field.name().unwrap_or_default().to_owned(), field.file_name().unwrap_or_default().to_owned());
        let bytes = field.bytes().await?;
        if files.contains(&field_name.as_str()) {
            parts.files.push(SentFile { name, bytes: bytes.to_vec() });
        } else {
            parts.values.0.push((field_name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(())
}

fn broken(error: &MultipartError) -> Broken {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Broken::TooLarge } else { Broken::Torn }
}
