//! All that lint looks at, loaded in a fixed number of queries and with bounds.

use crate::ServiceError;
use crate::accounts::Viewer;
use crate::assessments::{Scored, registers_within, scored};
use domain::Timestamp;
use domain::assessments::{Finding, Registers};
use domain::ids::AssessmentId;
use domain::lint::{Audit, Before, Input, Issue, STALE_AFTER, check};
use domain::risks::Matrix;
use domain::scoring::Share;
use domain::text::Title;
use rust_decimal::Decimal;
use storage::assessments::{self, Summary};
use storage::{Tx, Window, exchange};

/// The rows of a project as lint looks at them.
pub(crate) struct World {
    audit: Option<(Scored, Vec<Finding>, Option<String>)>,
    before: Option<Summary>,
    registers: Registers,
    matrix: Matrix,
    now: Timestamp,
    /// What has more rows than that.
    pub(super) cut: Vec<&'static str>,
}

impl World {
    /// Most rows of each kind.
    pub(crate) const ROWS: usize = 10_000;
    /// So many audits are looked through for the newest and the one before.
    const AUDITS: i64 = 24;

    /// With the newest audit that counts: eleven queries at most.
    pub(super) async fn of_project(tx: &mut Tx, viewer: &Viewer, now: Timestamp) -> Result<Self, ServiceError> {
        let audits = assessments::list(tx, viewer.id(), Window::first(Self::AUDITS)).await?;
        let mut counting = audits.into_iter().filter(Summary::counts);
        let (audit, before) = (counting.next(), counting.next());
        Self::with(tx, viewer, audit, before, now).await
    }

    /// With this audit: twelve queries at most.
    pub(super) async fn of_assessment(tx: &mut Tx, viewer: &Viewer, id: AssessmentId, now: Timestamp) -> Result<Self, ServiceError> {
        let audit = assessments::find(tx, viewer.id(), id).await?;
        let (audit, before) = Self::beside(tx, viewer, audit).await?;
        Self::with(tx, viewer, Some(audit), before, now).await
    }

    async fn beside(tx: &mut Tx, viewer: &Viewer, audit: Summary) -> Result<(Summary, Option<Summary>), ServiceError> {
        let audits = assessments::list(tx, viewer.id(), Window::first(Self::AUDITS)).await?;
        let older = |other: &Summary| other.assessment.id != audit.assessment.id && other.ordered_on < audit.ordered_on;
        let before = audits.into_iter().find(|other| other.counts() && older(other));
        Ok((audit, before))
    }

    /// As [`Self::of_assessment`], for an audit that is loaded already.
    pub(crate) async fn of_scored(tx: &mut Tx, viewer: &Viewer, audit: Scored, now: Timestamp) -> Result<Self, ServiceError> {
        let (_, before) = Self::beside(tx, viewer, audit.summary.clone()).await?;
        Self::around(tx, viewer, Some(audit), before, now).await
    }

    async fn with(
        tx: &mut Tx,
        viewer: &Viewer,
        audit: Option<Summary>,
        before: Option<Summary>,
        now: Timestamp,
    ) -> Result<Self, ServiceError> {
        let audit = match audit {
            Some(summary) => {
                let categories = assessments::list_categories(tx, summary.assessment.id).await?;
                Some(scored(viewer.project(), summary, categories))
            }
            None => None,
        };
        Self::around(tx, viewer, audit, before, now).await
    }

    async fn around(
        tx: &mut Tx,
        viewer: &Viewer,
        audit: Option<Scored>,
        before: Option<Summary>,
        now: Timestamp,
    ) -> Result<Self, ServiceError> {
        // One more than is looked at shows that there are more.
        let window = Window::first(i64::try_from(Self::ROWS).unwrap_or(i64::MAX).saturating_add(1));
        let audit = match audit {
            Some(audit) => {
                let assessment = &audit.summary.assessment;
                let findings = assessments::list_findings(tx, assessment.id, window).await?;
                let source = match assessment.source {
                    Some(source) => Some(exchange::find(tx, viewer.id(), source).await?.text),
                    None => None,
                };
                Some((audit, findings, source))
            }
            None => None,
        };
        let registers = registers_within(tx, viewer, now, window).await?;
        let matrix = *viewer.project().words.matrix();
        let mut world = Self { audit, before, registers, matrix, now, cut: Vec::new() };
        world.cut_off();
        Ok(world)
    }

    fn cut_off(&mut self) {
        let Registers { blockers, risks, items, criteria, actions, verifications, .. } = &mut self.registers;
        let cut = [
            self.audit.as_mut().is_some_and(|(_, findings, _)| cut(findings)).then_some("findings"),
            cut(blockers).then_some("blockers"),
            cut(risks).then_some("risks"),
            cut(items).then_some("items"),
            cut(criteria).then_some("criteria"),
            cut(actions).then_some("steps of the plan"),
            cut(verifications).then_some("verifications"),
        ];
        self.cut = cut.into_iter().flatten().collect();
    }

    /// The audit that is looked at.
    pub(super) fn audit(&self) -> Option<(AssessmentId, Title)> {
        let assessment = self.audit.as_ref().map(|(scored, ..)| &scored.summary.assessment)?;
        Some((assessment.id, assessment.title.clone()))
    }

    /// What is at odds, found off the threads that answer requests: a long report takes longer than one should be held.
    pub(crate) async fn issues(self) -> Result<Vec<Issue>, ServiceError> {
        tokio::task::spawn_blocking(move || self.check()).await.map_err(|_| ServiceError::Internal("lint was stopped"))
    }

    fn check(&self) -> Vec<Issue> {
        let audit = self.audit.as_ref().map(|(scored, findings, source)| Audit {
            assessment: &scored.summary.assessment,
            categories: &scored.categories,
            findings,
            source: source.as_deref(),
            score: &scored.score,
            stated_at: None,
            difference: scored.difference.as_ref(),
        });
        let share = |summary: &Summary| summary.score.and_then(|points| Share::of(points.into(), Decimal::from(10_000)));
        let computed = self.before.as_ref().and_then(share);
        let before = self.before.as_ref().map(|before| Before { assessment: &before.assessment, computed: computed.as_ref() });
        check(&Input {
            audit,
            before,
            registers: &self.registers,
            matrix: &self.matrix,
            kept: true,
            today: self.now.today(),
            now: self.now,
            stale_after: STALE_AFTER,
        })
    }
}

/// Leaves what is looked at; whether there was more.
fn cut<T>(rows: &mut Vec<T>) -> bool {
    let more = rows.len() > World::ROWS;
    rows.truncate(World::ROWS);
    more
}
