//! What kinds of lines there are, as far as keeping them is concerned.

use crate::history::EventKind;

/// A group of kinds, which are kept equally long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who came in, who may do what, and what left the installation.
    Security,
    /// What was changed in projects and templates.
    Changes,
    /// Who opened which report.
    Access,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 3] = [Self::Security, Self::Changes, Self::Access];

    /// The group of a kind.
    #[must_use]
    pub fn of(kind: EventKind) -> Self {
        match kind.as_str().split_once('.').map_or("", |(begins, _)| begins) {
            "user" | "factor" | "provider" | "token" | "group" | "policy" | "audit" | "member" | "export" | "share" | "badges" => {
                Self::Security
            }
            "report" if kind == EventKind::ReportOpened => Self::Access,
            _ => Self::Changes,
        }
    }

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Changes => "changes",
            Self::Access => "access",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Security => "Security",
            Self::Changes => "Changes",
            Self::Access => "Access to reports",
        }
    }

    /// The group of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == word)
    }
}

/// Whether lines of this kind stay whatever the rule says: figures are counted from them, or the chain is not to be understood without.
#[must_use]
pub const fn stays(kind: EventKind) -> bool {
    use EventKind::{
        AuditShortened, AuditTakenOver, BlockerReopened, BlockerResolved, ItemSetAside, ItemTakenUp, ItemTicked, ItemUnticked, UserErased,
    };
    matches!(
        kind,
        // Trends and forecasts count when items and blockers were closed and opened again.
        ItemTicked | ItemUnticked | ItemSetAside | ItemTakenUp | BlockerResolved | BlockerReopened
        // Who verifies the chain has to be told why lines are nameless or gone.
        | UserErased | AuditShortened | AuditTakenOver
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_in_the_group_it_belongs_to() {
        for (kind, group) in [
            (EventKind::SignInFailed, Group::Security),
            (EventKind::MemberSet, Group::Security),
            (EventKind::GroupRoleSet, Group::Security),
            (EventKind::TokenCreated, Group::Security),
            (EventKind::ShareRefused, Group::Security),
            (EventKind::ExportMade, Group::Security),
            (EventKind::ReportOpened, Group::Access),
            (EventKind::ReportImported, Group::Changes),
            (EventKind::AssessmentFrozen, Group::Changes),
            (EventKind::OrganisationChanged, Group::Changes),
        ] {
            assert_eq!(Group::of(kind), group, "{kind:?}");
        }
        let access: Vec<_> = EventKind::ALL.iter().filter(|kind| Group::of(**kind) == Group::Access).collect();
        assert_eq!(access, [&EventKind::ReportOpened]);
    }

    #[test]
    fn what_figures_are_counted_from_stays() {
        for kind in [EventKind::ItemTicked, EventKind::BlockerReopened, EventKind::UserErased, EventKind::AuditShortened] {
            assert!(stays(kind), "{kind:?}");
        }
        assert!(!stays(EventKind::ItemChanged) && !stays(EventKind::SignedIn));
    }
}
