//! What can have happened.

use crate::records::RecordKind;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What happened to a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum EventKind { $($(#[$doc])* #[serde(rename = $text)] $name,)* }

        impl EventKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word kept in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The kind of record it happened to; `None` where it was none.
            #[must_use]
            pub fn record(self) -> Option<RecordKind> {
                self.as_str().split_once('.').and_then(|(record, _)| RecordKind::from_word(record))
            }

            /// The kind of that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
            }
        }
    };
}

kinds! {
    /// An account was made.
    UserAdded = "user.added",
    /// A password was changed; all sessions of that person ended.
    PasswordChanged = "user.password_changed",
    /// Somebody signed in.
    SignedIn = "user.signed_in",
    /// Somebody signed out.
    SignedOut = "user.signed_out",
    /// Name, address or rights of an account changed.
    UserChanged = "user.changed",
    /// Somebody was invited to make an account.
    UserInvited = "user.invited",
    /// An invitation was taken back.
    InvitationEnded = "user.invitation_ended",
    /// Somebody made an account by an invitation or came by a provider for the first time.
    UserJoined = "user.joined",
    /// An account was put out of use; its sessions and tokens ended.
    UserDeactivated = "user.deactivated",
    /// An account was put back into use.
    UserReactivated = "user.reactivated",
    /// The personal data of an account were erased.
    UserErased = "user.erased",
    /// Somebody took their own data out.
    UserDataExported = "user.data_exported",
    /// A link for a new password was made.
    ResetLinkMade = "user.reset_link_made",
    /// Somebody tried to sign in and failed.
    SignInFailed = "user.sign_in_failed",
    /// A password was right and the second factor was wrong.
    SecondFactorFailed = "user.second_factor_failed",
    /// Sessions were ended from elsewhere.
    SessionEnded = "user.session_ended",
    /// A second factor or passkey was added.
    FactorAdded = "factor.added",
    /// A second factor or passkey was removed.
    FactorRemoved = "factor.removed",
    /// New recovery codes were made; the old ones ended.
    RecoveryCodesMade = "factor.recovery_codes_made",
    /// A recovery code was used up.
    RecoveryCodeUsed = "factor.recovery_code_used",
    /// An account at a provider was linked with an account here.
    ProviderLinked = "provider.linked",
    /// Such a link was taken away.
    ProviderUnlinked = "provider.unlinked",
    /// An API token was made.
    TokenCreated = "token.created",
    /// An API token was ended.
    TokenRevoked = "token.revoked",
    /// A group was made.
    GroupCreated = "group.created",
    /// Name or purpose of a group changed.
    GroupChanged = "group.changed",
    /// A group was taken away, and the roles that it carried.
    GroupDeleted = "group.deleted",
    /// Somebody came into a group.
    GroupMemberAdded = "group.member_added",
    /// Somebody left a group.
    GroupMemberRemoved = "group.member_removed",
    /// A group got a role in a project.
    GroupRoleSet = "group.role_set",
    /// A group lost its role in a project.
    GroupRoleRemoved = "group.role_removed",
    /// A rule of the installation changed: what sign-in needs, how long the log is kept, whether reading is logged.
    PolicyChanged = "policy.changed",
    /// Lines of the audit log were taken out.
    AuditExported = "audit.exported",
    /// Lines of the audit log that were past their time were deleted; a signed gap takes their place.
    AuditShortened = "audit.shortened",
    /// Lines that were written before they were chained, or elsewhere, were taken into the chain.
    AuditTakenOver = "audit.taken_over",
    /// Somebody opened a report, where the installation logs reading.
    ReportOpened = "report.opened",
    /// A project was made.
    ProjectCreated = "project.created",
    /// Name, description or tags changed.
    ProjectChanged = "project.changed",
    /// A project was put out of use.
    ProjectArchived = "project.archived",
    /// A project was put back into use.
    ProjectRestored = "project.restored",
    /// Somebody became a member or got another role.
    MemberSet = "member.set",
    /// Somebody is no member any more.
    MemberRemoved = "member.removed",
    /// The scoring rule of a project changed.
    RuleChanged = "project.rule_changed",
    /// Goals or their gates changed.
    GatesChanged = "project.gates_changed",
    /// Somebody signed a verdict on a goal.
    DecisionSigned = "decision.signed",
    /// A version of a template was published.
    TemplatePublished = "template.published",
    /// A template is no longer offered.
    TemplateWithdrawn = "template.withdrawn",
    /// A template is offered again.
    TemplateRestored = "template.restored",
    /// An assessment was begun here.
    AssessmentCreated = "assessment.created",
    /// Title, date or what is stated of an assessment changed.
    AssessmentChanged = "assessment.changed",
    /// Somebody sat down to write in an assessment: one line for each person and sitting.
    AssessmentWritten = "assessment.written",
    /// A category or finding was taken out of an assessment, or put back.
    AssessmentCut = "assessment.cut",
    /// An assessment was frozen.
    AssessmentFrozen = "assessment.frozen",
    /// A report was brought in.
    ReportImported = "report.imported",
    /// Somebody took a report or the whole project out of the installation.
    ExportMade = "export.made",
    /// A link was made by which anybody who has it reads one report.
    ShareCreated = "share.created",
    /// Such a link was ended.
    ShareRevoked = "share.revoked",
    /// Somebody had such a link and not the password that belongs to it.
    ShareRefused = "share.refused",
    /// Badges of a project can be looked at by anybody.
    BadgesAllowed = "badges.allowed",
    /// Badges of a project cannot be looked at any more.
    BadgesForbidden = "badges.forbidden",
    /// Name or logo of the organisation changed.
    OrganisationChanged = "organisation.changed",
    /// What words of reports mean was changed.
    ImportProfileChanged = "import_profile.changed",
    /// An item was ticked.
    ItemTicked = "item.ticked",
    /// A tick was taken back.
    ItemUnticked = "item.unticked",
    /// A blocker was resolved.
    BlockerResolved = "blocker.resolved",
    /// A blocker was opened again.
    BlockerReopened = "blocker.reopened",
    /// A blocker was made by hand.
    BlockerCreated = "blocker.created",
    /// Fields of a blocker changed.
    BlockerChanged = "blocker.changed",
    /// Somebody decided to go on in spite of a blocker.
    BlockerWaived = "blocker.waived",
    /// A waiver was taken back.
    BlockerWaiverEnded = "blocker.waiver_ended",
    /// A blocker was thrown away.
    BlockerDeleted = "blocker.deleted",
    /// A blocker was fetched back.
    BlockerRestored = "blocker.restored",
    /// A risk was made by hand.
    RiskCreated = "risk.created",
    /// Fields of a risk changed.
    RiskChanged = "risk.changed",
    /// Somebody accepted a risk.
    RiskAccepted = "risk.accepted",
    /// An acceptance was taken back.
    RiskAcceptanceEnded = "risk.acceptance_ended",
    /// A risk does not exist any more.
    RiskClosed = "risk.closed",
    /// A closed risk is back.
    RiskReopened = "risk.reopened",
    /// A risk was thrown away.
    RiskDeleted = "risk.deleted",
    /// A risk was fetched back.
    RiskRestored = "risk.restored",
    /// A checklist was made by hand.
    ChecklistCreated = "checklist.created",
    /// A checklist was renamed or moved, or many items were added to it.
    ChecklistChanged = "checklist.changed",
    /// A checklist was thrown away with its items.
    ChecklistDeleted = "checklist.deleted",
    /// A checklist was fetched back with its items.
    ChecklistRestored = "checklist.restored",
    /// An item was made by hand.
    ItemCreated = "item.created",
    /// Fields of an item changed.
    ItemChanged = "item.changed",
    /// An item got another place.
    ItemMoved = "item.moved",
    /// An item was said not to apply.
    ItemSetAside = "item.set_aside",
    /// An item applies again.
    ItemTakenUp = "item.taken_up",
    /// Evidence was added to an item.
    ItemEvidenceAdded = "item.evidence_added",
    /// Evidence was taken from an item.
    ItemEvidenceRemoved = "item.evidence_removed",
    /// An item was thrown away.
    ItemDeleted = "item.deleted",
    /// An item was fetched back.
    ItemRestored = "item.restored",
    /// A criterion was made by hand.
    CriterionCreated = "criterion.created",
    /// Fields of a criterion changed.
    CriterionChanged = "criterion.changed",
    /// A criterion was thrown away.
    CriterionDeleted = "criterion.deleted",
    /// A criterion was fetched back.
    CriterionRestored = "criterion.restored",
    /// A step of the plan was made by hand.
    ActionCreated = "action.created",
    /// Fields of a step of the plan changed.
    ActionChanged = "action.changed",
    /// A step of the plan is done.
    ActionDone = "action.done",
    /// A step of the plan is open again.
    ActionReopened = "action.reopened",
    /// A step of the plan was thrown away.
    ActionDeleted = "action.deleted",
    /// A step of the plan was fetched back.
    ActionRestored = "action.restored",
    /// A verification was made by hand.
    VerificationCreated = "verification.created",
    /// Fields of a verification changed.
    VerificationChanged = "verification.changed",
    /// Somebody or something ran a verification elsewhere and posted the result.
    VerificationResult = "verification.result",
    /// A verification was tied to or untied from a record.
    VerificationAttached = "verification.attached",
    /// A verification was thrown away.
    VerificationDeleted = "verification.deleted",
    /// A verification was fetched back.
    VerificationRestored = "verification.restored",
    /// A metric was made by hand.
    MetricCreated = "metric.created",
    /// Name, unit, direction or threshold of a metric changed.
    MetricChanged = "metric.changed",
    /// A measurement was entered by hand.
    MetricMeasured = "metric.measured",
    /// A measurement that had been entered by hand was taken away.
    MetricUnmeasured = "metric.unmeasured",
    /// A metric is not followed any more.
    MetricSetAside = "metric.set_aside",
    /// A metric is followed again.
    MetricTakenUp = "metric.taken_up",
    /// Somebody said of two names in audits that they mean the same, or that they do not.
    NamesMatched = "changes.matched",
    /// What was said of two names was taken back.
    NamesForgotten = "changes.forgotten",
    /// Somebody decided to live with an issue that lint found.
    LintDismissed = "lint.dismissed",
    /// Somebody took such a decision back.
    LintReopened = "lint.reopened",
    /// Somebody said something about a record.
    CommentAdded = "comment.added",
    /// Somebody changed what they had said.
    CommentChanged = "comment.changed",
    /// Somebody took back what they had said.
    CommentDeleted = "comment.deleted",
}

impl EventKind {
    /// The kind for a record that was thrown away; `None` for what cannot be.
    #[must_use]
    pub const fn deleted(record: RecordKind) -> Option<Self> {
        Some(match record {
            RecordKind::Assessment | RecordKind::Finding => return None,
            RecordKind::Blocker => Self::BlockerDeleted,
            RecordKind::Risk => Self::RiskDeleted,
            RecordKind::Checklist => Self::ChecklistDeleted,
            RecordKind::Item => Self::ItemDeleted,
            RecordKind::Criterion => Self::CriterionDeleted,
            RecordKind::Action => Self::ActionDeleted,
            RecordKind::Verification => Self::VerificationDeleted,
        })
    }

    /// The kind for a record that was fetched back; `None` for what cannot be thrown away.
    #[must_use]
    pub const fn restored(record: RecordKind) -> Option<Self> {
        Some(match record {
            RecordKind::Assessment | RecordKind::Finding => return None,
            RecordKind::Blocker => Self::BlockerRestored,
            RecordKind::Risk => Self::RiskRestored,
            RecordKind::Checklist => Self::ChecklistRestored,
            RecordKind::Item => Self::ItemRestored,
            RecordKind::Criterion => Self::CriterionRestored,
            RecordKind::Action => Self::ActionRestored,
            RecordKind::Verification => Self::VerificationRestored,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_thrown_away_can_be_fetched_back_and_is_filed_under_its_own_kind() {
        for kind in RecordKind::ALL.iter().copied() {
            let (deleted, restored) = (EventKind::deleted(kind), EventKind::restored(kind));
            assert_eq!(deleted.is_some(), kind.is_deletable());
            for event in [deleted, restored].into_iter().flatten() {
                assert_eq!(event.record(), Some(kind));
            }
        }
    }
}
