//! How long lines are kept, and whether reading is noted.

use super::Group;
use crate::Version;
use crate::records::{Change, Described, Fact, changes};

/// The longest time that can be asked for, in days: a hundred years.
pub const LONGEST_DAYS: u32 = 36_525;

/// How long lines are kept, and whether reading is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Days for which lines on security are kept; 0 for ever.
    pub security: u32,
    /// Days for which lines on changes are kept; 0 for ever.
    pub changes: u32,
    /// Days for which lines on reading are kept; 0 for ever.
    pub access: u32,
    /// Whether it is noted who opened which report.
    pub log_reading: bool,
    /// Optimistic lock.
    pub version: Version,
}

impl Default for Policy {
    /// Everything for ever, and nobody's reading is noted.
    fn default() -> Self {
        Self { security: 0, changes: 0, access: 0, log_reading: false, version: Version(0) }
    }
}

impl Policy {
    /// Days for which the lines of a group are kept; `None` for ever.
    #[must_use]
    pub const fn days(&self, group: Group) -> Option<u32> {
        let days = match group {
            Group::Security => self.security,
            Group::Changes => self.changes,
            Group::Access => self.access,
        };
        if days == 0 { None } else { Some(days) }
    }

    /// The rule in one line, as gaps keep it: `security 365, changes 0, access 30`.
    #[must_use]
    pub fn rule(&self) -> String {
        format!("security {}, changes {}, access {}", self.security, self.changes, self.access)
    }

    /// The fields in which another one differs.
    #[must_use]
    pub fn changes_to(&self, after: &Self) -> Vec<Change> {
        changes(self, after)
    }
}

impl Described for Policy {
    fn facts(&self) -> Vec<Fact> {
        let days = |group| match self.days(group) {
            None => "for ever".to_owned(),
            Some(1) => "1 day".to_owned(),
            Some(days) => format!("{days} days"),
        };
        vec![
            Fact::new("security", "Keep lines on security", days(Group::Security)),
            Fact::new("changes", "Keep lines on changes", days(Group::Changes)),
            Fact::new("access", "Keep lines on access to reports", days(Group::Access)),
            Fact::new("reading", "Note who opens reports", if self.log_reading { "yes" } else { "no" }),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_deleted_unless_somebody_says_so() {
        for group in Group::ALL {
            assert_eq!(Policy::default().days(group), None);
        }
        assert!(!Policy::default().log_reading);
    }

    #[test]
    fn a_change_says_what_was_and_what_is() {
        let after = Policy { access: 30, log_reading: true, ..Policy::default() };
        let told: Vec<_> = Policy::default().changes_to(&after).into_iter().map(|change| (change.before, change.after)).collect();
        assert_eq!(told, [("for ever".to_owned(), "30 days".to_owned()), ("no".to_owned(), "yes".to_owned())]);
    }
}
