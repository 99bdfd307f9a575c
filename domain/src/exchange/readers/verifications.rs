//! Commands in fenced code under a heading or label about verifying. They are only kept, never run.

use super::super::draft::Draft;
use super::super::inline::name;
use super::super::outline::{Code, Kind};
use super::super::reading::{Confidence, LineRange, VerificationReading};
use super::super::vocabulary::Topic;
use super::Report;

/// What shells are called in front of a block; an unnamed block may hold commands too.
const SHELLS: [&str; 8] = ["", "bash", "sh", "shell", "console", "zsh", "powershell", "cmd"];

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    for place in &report.places {
        let Kind::Code(code) = &place.block.kind else { continue };
        let label = place.labels.first().filter(|label| label.topic == Some(Topic::Verification)).map(|label| name(label.raw));
        let heading = || {
            let mut headings = report.outline.headings(place.section).take(2);
            headings.find(|heading| heading.topic == Some(Topic::Verification)).map(|heading| name(heading.raw))
        };
        if let Some(title) = label.or_else(heading)
            && SHELLS.contains(&code.info.to_lowercase().as_str())
        {
            let found = commands(code, &title);
            if !found.is_empty() {
                draft.take(place.block.lines);
            }
            draft.reading.verifications.extend(found);
        }
    }
}

/// One per line; a comment line above says what is checked, a comment behind what is expected.
fn commands(code: &Code<'_>, title: &str) -> Vec<VerificationReading> {
    let mut found: Vec<VerificationReading> = Vec::new();
    let mut claim = None;
    let mut continued = false;
    for line in &code.content {
        let raw = line.raw.trim_start_matches("$ ").trim();
        if let Some(comment) = raw.strip_prefix('#') {
            claim = Some(comment.trim_start_matches('#').trim().to_owned());
            continue;
        }
        let open = found.last_mut().filter(|_| continued);
        continued = raw.ends_with('\\');
        if let Some(open) = open {
            open.command.truncate(open.command.trim_end_matches(['\\', ' ']).len());
            open.command.push(' ');
            open.command.push_str(raw);
            open.lines.last = line.number;
        } else if !raw.is_empty() {
            let (command, expected) =
                raw.split_once(" # ").map_or((raw, None), |(command, comment)| (command.trim_end(), Some(comment.trim().to_owned())));
            let claim = claim.clone().or_else(|| (!title.is_empty()).then(|| title.to_owned()));
            let lines = LineRange::line(line.number);
            found.push(VerificationReading {
                kept: crate::exchange::VerificationKept::default(),
                command: command.to_owned(),
                expected,
                claim,
                lines,
                confidence: Confidence::PLACED,
            });
        }
    }
    found
}
