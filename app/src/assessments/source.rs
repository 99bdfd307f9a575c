//! The document an audit was read from, line by line.

use crate::frame::{Page, PageError, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::ui::Sheet;
use leptos::prelude::*;
use service::PageNumber;
use service::assessments;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let id = visit.id("assessment")?;
    let audit = assessments::show(&visit.state.db, &viewer, id, PageNumber::FIRST).await?;
    let source = audit.source.ok_or(PageError::NotFound)?;
    let title = audit.scored.summary.assessment.title.to_string();
    Ok(Page::new(format!("Source of {title}"), move || {
        let place = Place::from(&viewer);
        let back = place.assessment(id);
        view! {
            {tabs(&viewer, Tab::Assessments, None)}
            <Sheet title=source.filename.clone() count=source.encoding.clone()>
                <p>"The document of "<a href=back>{title}</a>"."</p>
                {lines(&source.text)}
            </Sheet>
        }
    }))
}

/// Each line of a text with its number and an anchor, so that records can lead to it.
fn lines(text: &str) -> impl IntoView + use<> {
    let lines = (1_u32..).zip(text.lines()).map(|(number, line)| view! { <li id=format!("L{number}")>{line.to_owned()}</li> });
    let lines: Vec<_> = lines.collect();
    view! { <div class="source" role="region" aria-label="Source" tabindex="0"><ol>{lines}</ol></div> }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_document_is_shown_as_text_and_every_line_has_an_anchor() {
        use leptos::prelude::*;
        let html = super::lines("# A\n\n<script>x</script>").to_html();
        assert!(html.contains(r#"<li id="L1"># A"#) && html.contains(r#"id="L2""#), "{html}");
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
    }
}
