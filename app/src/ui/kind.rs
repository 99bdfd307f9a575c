//! The five status kinds. Each has its own shape as well as its own colour.

/// What a status means to the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Good: a disc.
    Ok,
    /// Needs attention: a triangle.
    Warn,
    /// Stops the work: a square.
    Bad,
    /// Neither good nor bad, but worth saying: a diamond.
    Info,
    /// Nothing is known, or nothing applies: an open ring.
    #[default]
    Neutral,
}

impl Kind {
    /// The value of the `data-kind` attribute the style sheets look at.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
            Self::Neutral => "none",
        }
    }
}
