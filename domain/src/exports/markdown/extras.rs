//! What a report shows beside its records: computed, for people, never read again.

/// Computed parts of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Sentences on the whole, such as the computed score and the moment that the report tells of.
    pub summary: Vec<String>,
    /// For each category in order what it earns and adds.
    pub shares: Vec<Shares>,
    /// A sentence for each goal: what its gate says and why.
    pub gates: Vec<String>,
}

/// What a category earns and what it adds to the score, as shown; `None` where it counts on neither side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Its share, such as `80 %`.
    pub share: Option<String>,
    /// Its part of the overall score, such as `16.2 %`.
    pub contribution: Option<String>,
}
