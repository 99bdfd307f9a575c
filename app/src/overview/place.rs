//! The project that a page is about, and what its reader may do there.

use domain::LineRange;
use domain::accounts::Role;
use domain::ids::AssessmentId;
use leptos::prelude::*;
use service::accounts::Viewer;

/// The project that a page is about, and what its reader may do there. What it allows only decides which buttons are
/// shown; each form is checked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The project in addresses.
    pub(crate) slug: String,
    /// The reader may tick items and change registers.
    pub(crate) edits: bool,
    /// The reader may import reports.
    pub(crate) audits: bool,
}

impl From<&Viewer> for Place {
    fn from(viewer: &Viewer) -> Self {
        let used = viewer.project().archived_at.is_none();
        Self {
            slug: viewer.project().slug.to_string(),
            edits: used && viewer.role() >= Role::Engineer,
            audits: used && viewer.role() >= Role::Auditor,
        }
    }
}

impl Place {
    /// The address of a page of the project; `rest` begins with `/`, or is empty for the overview.
    pub(crate) fn link(&self, rest: &str) -> String {
        format!("/projects/{}{rest}", self.slug)
    }

    /// The address of an assessment.
    pub(crate) fn assessment(&self, id: AssessmentId) -> String {
        self.link(&format!("/assessments/{id}"))
    }

    /// A link to the lines of the report that a record was read from; nothing where they are not known.
    pub(crate) fn lines(&self, assessment: Option<AssessmentId>, lines: Option<LineRange>) -> impl IntoView + use<> {
        let known = assessment.zip(lines);
        known.map(|(id, lines)| {
            let href = format!("{}/source#L{}", self.assessment(id), lines.first);
            view! { <a class="lines" href=href>{line_words(lines)}</a> }
        })
    }
}

/// `line 12`, `lines 12–40`.
fn line_words(lines: LineRange) -> String {
    if lines.first == lines.last { format!("line {}", lines.first) } else { format!("lines {}–{}", lines.first, lines.last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_leads_to_the_line_it_was_read_from() {
        let place = Place { slug: "dock".into(), edits: false, audits: false };
        let id = AssessmentId(uuid::Uuid::nil());
        let html = place.lines(Some(id), Some(LineRange::new(12, 40))).to_html();
        assert!(html.contains(&format!("href=\"/projects/dock/assessments/{id}/source#L12\"")), "{html}");
        assert!(html.contains("lines 12–40"), "{html}");
        assert!(!place.lines(Some(id), None).to_html().contains("<a"));
    }
}
