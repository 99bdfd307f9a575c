//! From page to page of a long list.

use super::kind::Kind;
use super::notice::Notice;
use super::text::OptText;
use leptos::prelude::*;

/// Page n of m with links to both sides; nothing when there is only one page and this is it.
#[component]
pub fn Pager(
    /// This page, from 1.
    page: u32,
    /// How many there are.
    pages: u32,
    /// Link to the page before.
    #[prop(optional, into)]
    previous: OptText,
    /// Link to the page after.
    #[prop(optional, into)]
    next: OptText,
    /// Link to the last page, for who came to one past it.
    #[prop(optional, into)]
    last: OptText,
) -> impl IntoView {
    if page > pages.max(1) {
        let words = format!("Page {page} is past the end. ");
        let last = last.0.map(|href| view! { <a href=href>"Go to the last page"</a> });
        return view! { <Notice kind=Kind::Info>{words}{last}</Notice> }.into_any();
    }
    let row = (pages > 1).then(|| {
        let previous = previous.0.map(|href| view! { <a class="button" rel="prev" href=href>"Previous"</a> });
        let next = next.0.map(|href| view! { <a class="button" rel="next" href=href>"Next"</a> });
        let at = format!("Page {page} of {pages}");
        view! { <nav class="pager" aria-label="Pages">{previous}<span class="pager-at">{at}</span>{next}</nav> }
    });
    row.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_has_no_way_back() {
        let html = view! { <Pager page=1 pages=3 next="/x?page=2"/> }.to_html();
        assert!(html.contains("Page 1 of 3") && html.contains(r#"rel="next""#), "{html}");
        assert!(!html.contains(r#"rel="prev""#), "{html}");
    }

    #[test]
    fn a_page_past_the_end_leads_to_the_last_one() {
        let html = view! { <Pager page=9 pages=2 last="/x?page=2"/> }.to_html();
        assert!(html.contains("Page 9 is past the end") && html.contains(r#"href="/x?page=2""#), "{html}");
        assert!(view! { <Pager page=2 pages=0 last="/x"/> }.to_html().contains("past the end"));
    }

    #[test]
    fn one_page_needs_no_pager() {
        assert!(!view! { <Pager page=1 pages=1/> }.to_html().contains("nav"));
    }
}
