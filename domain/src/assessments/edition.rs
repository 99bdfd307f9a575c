//! Which template an assessment began with.

use crate::text::Slug;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A template in one of its versions.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edition {
    /// The template.
    pub key: Slug,
    /// Which version of it, from 1.
    pub version: u32,
}

/// `launch-checklist, version 2`
impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, version {}", self.key, self.version)
    }
}
