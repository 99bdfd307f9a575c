//! The title and the facts about the whole.

use super::Extras;
use super::sheet::Sheet;
use crate::exchange::Reading;
use crate::exchange::dialect::head::{date_words, labels, score_words};
use crate::exchange::dialect::inline::escape;

pub(super) fn write(sheet: &mut Sheet, reading: &Reading, extras: &Extras) {
    if let Some(title) = &reading.title {
        sheet.heading("# ", &escape(&title.text));
    }
    sheet.gap();
    let score = |score| Some(score_words(score));
    let facts = [
        (labels::DATE, reading.date.as_ref().map(date_words)),
        (labels::STATUS, reading.status.as_ref().map(|status| escape(&status.text))),
        (labels::VERDICT, reading.decision.as_ref().map(|decision| escape(&decision.text))),
        (labels::OVERALL, reading.overall.as_ref().and_then(score)),
        (labels::PREVIOUS, reading.previous_overall.as_ref().and_then(score)),
    ];
    let others = reading.other_overalls.iter().map(|score| (labels::OTHER_SCORE, Some(score_words(score))));
    let verdicts = reading.decision_alternatives.iter().map(|other| (labels::OTHER_VERDICT, Some(escape(&other.text))));
    for (label, value) in facts.into_iter().chain(others).chain(verdicts) {
        if let Some(value) = value {
            sheet.fact("", label, &value);
        }
    }
    sheet.computed(&extras.summary);
}
