//! The first page.

use super::{figures, make, tones};
use crate::exports::block::{Cover, Fact, Span};
use crate::exports::{Choice, Dossier, Section};

/// Score and verdicts stand on it only where a part tells of them: what was not chosen is not told.
pub(super) fn cover(dossier: &Dossier, choice: &Choice) -> Cover {
    let audit = dossier.audit.as_ref();
    let verdicts = dossier.goals.iter().map(|goal| make::marked(goal.name.as_str(), tones::verdict(goal.verdict)));
    let scored = choice.has(Section::Summary) || choice.has(Section::Score) || choice.has(Section::Trend);
    let weighed = choice.has(Section::Summary) || choice.has(Section::Verdicts);
    Cover {
        organisation: dossier.organisation.as_ref().map(ToString::to_string),
        project: dossier.project.name.to_string(),
        title: audit.map_or_else(|| "How the project stands".to_owned(), |audit| audit.assessment.title.to_string()),
        facts: facts(dossier),
        score: audit.filter(|_| scored).and_then(figures::score),
        verdicts: if weighed { verdicts.collect() } else { Vec::new() },
        remark: remark(dossier, scored),
    }
}

fn facts(dossier: &Dossier) -> Vec<Fact> {
    let head = dossier.audit.as_ref().map(|audit| &audit.assessment);
    let date = head.map(|head| head.date.map_or_else(|| "not stated".to_owned(), |date| date.to_string()));
    let sealed = dossier.audit.as_ref().and_then(|audit| audit.seal.as_ref());
    let state = dossier.audit.as_ref().map(|_| match sealed {
        Some((frozen, _)) => format!("frozen on {} by {}", frozen.at, frozen.by_name),
        None => "not frozen".to_owned(),
    });
    let digest = sealed.map(|(_, digest)| {
        let short: String = digest.chars().take(12).collect();
        let text = if short.len() < digest.len() { format!("{short}…") } else { short };
        Fact { name: "SHA-256".to_owned(), value: vec![Span::code(text)] }
    });
    let corrects = head.and_then(|head| head.supersedes).map(|_| "an earlier frozen assessment");
    let facts = [
        make::maybe("Date of the audit", date),
        make::maybe("State", state),
        digest,
        make::maybe("Corrects", corrects),
        Some(Fact::new("As of", dossier.at.to_string())),
    ];
    facts.into_iter().flatten().collect()
}

fn remark(dossier: &Dossier, scored: bool) -> Option<String> {
    let Some(audit) = &dossier.audit else {
        return Some("No audit counts yet: this report tells what the registers of the project hold.".to_owned());
    };
    let stated =
        (scored && figures::is_stated(audit)).then(|| "The score is as the report states it; nothing could be computed.".to_owned());
    let open = audit.seal.is_none().then(|| "Not frozen: the audit can still change, and the registers are as they are now.".to_owned());
    let said: Vec<String> = [open, stated].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}
