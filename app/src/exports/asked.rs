//! What a form or an address asks for.

use crate::frame::{PageError, Values, Visit};
use domain::exports::{Choice, Extent, Format, Preset, Request, Section, Subject};
use service::ServiceError;

/// What stands for the project as it is.
pub(super) const PRESENT: &str = "present";

/// The parts that are ticked, all under one name.
pub(crate) fn sections_of<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Section> {
    values.filter_map(Section::named).collect()
}

/// What a form asks for: a preset decides on the parts unless its own are chosen.
pub(super) fn request(sent: &Values) -> Result<Request, PageError> {
    let format = Format::named(sent.get("format")).ok_or_else(|| invalid("format", "Choose a kind of file."))?;
    let sections = match Preset::named(sent.get("preset")) {
        Some(preset) => Choice::from(preset),
        None => Choice::from(sections_of(sent.all("sections"))),
    };
    if format == Format::Pdf && sections.sections().is_empty() {
        return Err(invalid("sections", "Tick at least one part, or choose for whom the report is."));
    }
    let has = |name: &str| sent.find(name).is_some();
    let extent =
        Extent { registers: has("registers"), history: has("history"), comments: has("comments"), attachments: has("attachments") };
    Ok(Request { format, subject: subject(sent.get("audit"))?, sections, extent })
}

/// What an address asks for: `preset` or `sections`; everything where neither is named.
pub(super) fn of_address(visit: &Visit) -> Result<(Subject, Choice), PageError> {
    let ticked = sections_of(visit.queries("sections"));
    let sections = match (Preset::named(visit.query("preset")), ticked.is_empty()) {
        (Some(preset), _) => Choice::from(preset),
        (None, true) => Choice::from(Preset::Auditor),
        (None, false) => Choice::from(ticked),
    };
    Ok((subject(visit.query("audit"))?, sections))
}

fn subject(word: &str) -> Result<Subject, PageError> {
    match word {
        "" | PRESENT => Ok(Subject::Present),
        id => id.parse().map(Subject::Audit).map_err(|_| PageError::NotFound),
    }
}

fn invalid(field: &'static str, message: &str) -> PageError {
    PageError::Service(ServiceError::Invalid { field, message: message.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(values: &[(&str, &str)]) -> Values {
        Values(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_preset_decides_and_else_what_is_ticked() {
        let of_preset = request(&sent(&[("format", "pdf"), ("preset", "executive"), ("sections", "plan")])).unwrap();
        assert!(of_preset.sections.has(Section::Summary) && !of_preset.sections.has(Section::Plan));
        let own = request(&sent(&[("format", "pdf"), ("preset", "own"), ("sections", "plan"), ("sections", "no such")])).unwrap();
        assert_eq!(own.sections.sections(), [Section::Plan]);
        assert!(request(&sent(&[("format", "pdf"), ("preset", "own")])).is_err());
        assert!(request(&sent(&[("format", "exe")])).is_err());
    }

    #[test]
    fn a_box_that_is_not_ticked_leaves_its_part_out() {
        let asked = request(&sent(&[("format", "json"), ("registers", "on"), ("audit", "present")])).unwrap();
        assert_eq!(asked.extent, Extent { registers: true, history: false, comments: false, attachments: false });
        assert_eq!(asked.subject, Subject::Present);
        assert!(request(&sent(&[("format", "json"), ("audit", "../x")])).is_err());
    }
}
