//! Small things that several rooms show alike: what a figure means, percentages, Markdown.

use crate::ui::Kind;
use domain::assessments::Severity;
use domain::blockers::Tier;
use domain::criteria::CriterionState;
use domain::decisions::Verdict;
use domain::scoring::Share;
use domain::text::Markdown;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// What a share looks like.
pub(crate) fn of_share(share: Option<&Share>) -> Kind {
    match share.map(Share::basis_points) {
        None => Kind::Neutral,
        Some(Share::GOOD..) => Kind::Ok,
        Some(Share::FAIR..) => Kind::Warn,
        Some(_) => Kind::Bad,
    }
}

/// The first tier stops everything.
pub(crate) const fn tier_kind(tier: Tier) -> Kind {
    match tier.number() {
        1 => Kind::Bad,
        2 => Kind::Warn,
        _ => Kind::Info,
    }
}

pub(crate) const fn severity_kind(severity: Severity) -> Kind {
    match severity {
        Severity::Critical | Severity::High => Kind::Bad,
        Severity::Medium => Kind::Warn,
        Severity::Low | Severity::Info => Kind::Info,
    }
}

pub(crate) const fn verdict_kind(verdict: Option<Verdict>) -> Kind {
    match verdict {
        Some(Verdict::Go) => Kind::Ok,
        Some(Verdict::Conditional) => Kind::Warn,
        Some(Verdict::NoGo) => Kind::Bad,
        None => Kind::Neutral,
    }
}

pub(crate) const fn criterion_kind(state: CriterionState) -> Kind {
    match state {
        CriterionState::Met => Kind::Ok,
        CriterionState::Partly => Kind::Warn,
        CriterionState::NotMet => Kind::Bad,
        CriterionState::Unknown => Kind::Neutral,
    }
}

/// Ten-thousandths as percent with up to two places: `92.15`, `68`.
pub(crate) fn percent(ten_thousandths: i64) -> String {
    Decimal::new(ten_thousandths, 2).normalize().to_string()
}

/// The same words as a sentence: capital letter first, full stop last.
pub(crate) fn sentence(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    let mut text: String = first.chain(rest).collect();
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

/// Markdown, rendered and made safe; nothing where there is none.
pub(crate) fn prose(text: &Markdown) -> impl IntoView + use<> {
    // What scrolls must be reachable by keyboard. The renderer alone writes this tag: what an author types is escaped.
    let html = domain::markdown::render(text.as_str()).replace("<pre>", "<pre tabindex=\"0\">");
    (!text.is_empty()).then(|| view! { <div class="prose" inner_html=html></div> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_an_author_stays_text() {
        let text: Markdown = "**bold** <script>alert(1)</script>".parse().unwrap();
        let html = prose(&text).to_html();
        assert!(html.contains("<strong>bold</strong>") && html.contains("&lt;script&gt;"), "{html}");
        assert!(!prose(&Markdown::default()).to_html().contains("prose"));
    }

    #[test]
    fn figures_carry_no_more_places_than_they_need() {
        assert_eq!((percent(9215).as_str(), percent(6800).as_str(), percent(10_000).as_str()), ("92.15", "68", "100"));
    }

    #[test]
    fn no_score_is_neither_good_nor_bad() {
        assert_eq!(of_share(None), Kind::Neutral);
        assert_eq!(of_share(Share::of(Decimal::new(8, 1), Decimal::ONE).as_ref()), Kind::Ok);
        assert_eq!(of_share(Share::of(Decimal::new(49, 2), Decimal::ONE).as_ref()), Kind::Bad);
    }

    #[test]
    fn words_become_a_sentence_once() {
        assert_eq!(sentence("the weights differ"), "The weights differ.");
        assert_eq!(sentence("Done."), "Done.");
    }
}
