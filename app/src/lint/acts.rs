//! Dismissing an issue and bringing it back. What an audit says is for auditors to judge, the registers are for engineers.

use super::page::Asked;
use crate::frame::{Done, PageError, Values, Visit};
use domain::lint::{Fingerprint, RuleId, Scope};
use service::lint;

pub(super) async fn dismiss(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (fingerprint, scope) = named(&sent)?;
    let (viewer, asked) = (visit.viewer().await?, Asked::of_form(&sent));
    let (db, reason, now) = (&visit.state.db, sent.get("reason"), service::now());
    match scope {
        Scope::Audit => lint::dismiss_in_audit(db, &viewer.auditor()?, asked.assessment, &fingerprint, reason, now).await?,
        Scope::Registers => lint::dismiss_in_registers(db, &viewer.editor()?, &fingerprint, reason, now).await?,
    }
    Ok(Done::at(asked.link(&visit.path, &[("done", "dismissed")])))
}

pub(super) async fn reopen(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (fingerprint, scope) = named(&sent)?;
    let (viewer, asked) = (visit.viewer().await?, Asked::of_form(&sent));
    let (db, now) = (&visit.state.db, service::now());
    match scope {
        Scope::Audit => lint::reopen_in_audit(db, &viewer.auditor()?, &fingerprint, now).await?,
        Scope::Registers => lint::reopen_in_registers(db, &viewer.editor()?, &fingerprint, now).await?,
    }
    Ok(Done::at(asked.link(&visit.path, &[("done", "reopened")])))
}

/// The issue that a form is about; what names none names nothing that exists.
fn named(sent: &Values) -> Result<(Fingerprint, Scope), PageError> {
    let fingerprint = sent.get("fingerprint").parse().map_err(|_| PageError::NotFound)?;
    let rule = RuleId::from_word(sent.get("rule-of")).ok_or(PageError::NotFound)?;
    Ok((fingerprint, rule.scope()))
}
