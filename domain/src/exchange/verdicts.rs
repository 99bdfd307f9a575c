//! Verdicts as people word them, and forms in which none is filled in.

use super::inline::{plain, value, without_symbols, words};
use super::vocabulary::is_verdict;

/// So many words at its beginning make a text a verdict.
const NEAR: usize = 7;

/// Whether the text decides right at its beginning: `GO`, `Not ready: …`, `Conditionally approved`.
pub(super) fn is_decisive(raw: &str) -> bool {
    let words = words(&without_symbols(&plain(raw)));
    let near: Vec<&str> = words.split_whitespace().take(NEAR).collect();
    // `No blockers to a go decision` begins with a `no` that answers nothing.
    let answers =
        matches!(near.first(), Some(&"yes" | &"no")) && near.get(1).is_none_or(|next| !matches!(*next, "blockers" | "issues" | "critical"));
    let near = format!(" {} ", near.join(" "));
    let near = near.replace(" no go decision ", " ").replace(" go decision ", " ").replace(" no blockers ", " ");
    answers || is_verdict(&near.replace(" yes ", " ").replacen(" no ", " ", usize::from(!near.contains(" no go "))))
}

/// Whether a value was left open in a form: underscores, unticked boxes, options side by side, a placeholder.
pub(super) fn is_blank(raw: &str) -> bool {
    let text = plain(raw);
    let bare = text.trim();
    if ticked_option(raw).is_some() {
        return false;
    }
    let lower = words(bare);
    let open_boxes = raw.contains("[ ]") || raw.contains(['☐', '⬜', '□']);
    let placeholder = bare.starts_with(['[', '<', '{', '【']) && bare.ends_with([']', '>', '}', '】']);
    let options = [
        "go no go",
        "yes no",
        "approved rejected",
        "approve reject",
        "pass fail",
        "go hold no go",
        "ready not ready",
        "approved not approved",
        "go conditional go no go",
        "approved denied",
    ];
    let named = [
        "tbd",
        "tba",
        "pending",
        "todo",
        "n a",
        "na",
        "to be determined",
        "to be decided",
        "none",
        "not yet decided",
        "open",
        "awaiting decision",
    ];
    bare.is_empty()
        || bare.contains("__")
        || open_boxes
        || placeholder
        || options.contains(&lower.trim())
        || named.contains(&lower.trim())
        || !bare.contains(char::is_alphanumeric)
}

/// The one option of several that is ticked: `☑ GO ☐ NO-GO`, `[x] Approved [ ] Rejected`.
pub(super) fn ticked_option(raw: &str) -> Option<String> {
    const TICKED: [&str; 6] = ["[x]", "[X]", "☑", "☒", "🗹", "(x)"];
    const OPEN: [&str; 5] = ["[ ]", "☐", "□", "⬜", "( )"];
    let (at, tick) = TICKED.iter().filter_map(|tick| raw.find(tick).map(|at| (at, tick))).min()?;
    let rest = &raw[at + tick.len()..];
    let others = OPEN.iter().chain(&TICKED).filter_map(|sign| rest.find(sign)).min();
    let alone = others.is_none() && !OPEN.iter().any(|sign| raw.contains(sign));
    if alone {
        return None;
    }
    let chosen = &rest[..others.unwrap_or(rest.len())];
    value(chosen.trim().trim_end_matches(['/', '|', ',', '·']).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_known_in_their_many_wordings() {
        for text in [
            "GO",
            "✅ **GO FOR LAUNCH**",
            "NO-GO",
            "🔴 No go until the pump is fixed",
            "Conditional GO",
            "Approved with conditions",
            "Hold",
            "Ship it",
            "Not ready",
            "Ready for production",
            "Yes, with two conditions",
            "Do not deploy before Friday",
            "Nicht freigegeben",
            "有条件通过",
            "조건부 승인",
            "リリース承認",
        ] {
            assert!(is_decisive(text), "{text}");
        }
        for text in [
            "All five criteria are satisfied, no blockers to a go decision",
            "A good foundation",
            "see section 4",
            "No blockers found",
            "3 days",
        ] {
            assert!(!is_decisive(text), "{text}");
        }
    }

    #[test]
    fn a_form_that_is_not_filled_in_decides_nothing() {
        for text in [
            "",
            "____",
            "[ ] GO [ ] NO-GO",
            "☐ Approved ☐ Rejected",
            "GO / NO-GO",
            "[Go/No-Go]",
            "TBD",
            "Pending",
            "<decision>",
            "⬜",
            "Yes / No",
        ] {
            assert!(is_blank(text), "{text}");
        }
        for (text, chosen) in [("☑ GO ☐ NO-GO", "GO"), ("[ ] Approved / [x] Rejected", "Rejected"), ("☐ Go ☒ Hold ☐ Stop", "Hold")]
        {
            assert_eq!(ticked_option(text).as_deref(), Some(chosen));
            assert!(!is_blank(text), "{text}");
        }
        assert!(["GO", "Hold until May"].iter().all(|text| !is_blank(text) && ticked_option(text).is_none()));
    }
}
