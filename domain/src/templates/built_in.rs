//! The templates that come with the program.

use super::Template;
use std::sync::LazyLock;

/// In the order in which they are offered.
pub(super) const SOURCES: [&str; 7] = [
    include_str!("../../templates/backend-audit.toml"),
    include_str!("../../templates/twelve-pillars.toml"),
    include_str!("../../templates/seven-angles.toml"),
    include_str!("../../templates/service-readiness.toml"),
    include_str!("../../templates/security-baseline.toml"),
    include_str!("../../templates/launch-checklist.toml"),
    include_str!("../../templates/operational-handover.toml"),
];

// Tests hold that each of them can be read; what could not be would be missing from the offer, and nothing else.
static BUILT_IN: LazyLock<Vec<Template>> = LazyLock::new(|| SOURCES.iter().filter_map(|text| Template::from_toml(text).ok()).collect());

impl Template {
    /// The templates that come with the program, in the order in which they are offered; read once.
    #[must_use]
    pub fn built_in() -> &'static [Self] {
        &BUILT_IN
    }
}
