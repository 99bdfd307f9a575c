//! The risk register with its heat map; qualities, where higher is better, apart.

mod details;

use super::make::{self, heading, or_dash, plain, text, texts};
use super::tones;
use crate::exports::Dossier;
use crate::exports::block::{Block, Heat, Line, Span, Tone};
use crate::projects::Words;
use crate::risks::{Cover, Exposure, Level, Polarity, Response, Risk};
use crate::time::Day;

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let (today, words) = (dossier.at.today(), &dossier.project.words);
    let of = |polarity| dossier.registers.risks.iter().filter(move |row| row.polarity == polarity).collect::<Vec<_>>();
    let (risks, qualities) = (of(Polarity::LowerIsBetter), of(Polarity::HigherIsBetter));
    let mut out = heat(words, &risks);
    out.extend(table(words, today, &risks, "Risks"));
    if let Some(table) = table(words, today, &qualities, "Qualities") {
        out.extend([heading(2, "Qualities"), text("Here, higher is better."), table]);
    }
    let told: Vec<Block> = risks.iter().chain(&qualities).flat_map(|row| details::of(words, row, today)).collect();
    if !told.is_empty() {
        out.push(heading(2, "In detail"));
    }
    out.extend(told);
    out
}

/// Open risks by likelihood and impact, and how many are not on the map; nothing where none is on it.
fn heat(words: &Words, risks: &[&Risk]) -> Vec<Block> {
    let open: Vec<&&Risk> = risks.iter().filter(|row| row.closure.is_none()).collect();
    let fields = open.iter().filter_map(|row| row.residual.likelihood.zip(row.residual.impact));
    let mut counts = [[0_u64; 5]; 5];
    let mut on_map = 0;
    for (likelihood, impact) in fields {
        counts[likelihood as usize][impact as usize] += 1;
        on_map += 1;
    }
    if on_map == 0 {
        return Vec::new();
    }
    let field = |likelihood: Level, impact: Level| {
        let tone = tones::level(words.matrix().level(likelihood, impact), Polarity::LowerIsBetter);
        (counts[likelihood as usize][impact as usize], tone)
    };
    let mut out = vec![Block::Heat(Heat {
        caption: "Open risks by likelihood and impact".to_owned(),
        likelihood: Level::ALL.map(|step| words.likelihood(step).to_owned()).into(),
        impact: Level::ALL.map(|step| words.impact(step).to_owned()).into(),
        fields: Level::ALL.map(|likelihood| Level::ALL.map(|impact| field(likelihood, impact)).into()).into(),
    })];
    out.extend(match open.len() - on_map {
        0 => None,
        1 => Some(text("1 open risk is not on the map: its likelihood or its impact is not known.")),
        many => Some(text(format!("{many} open risks are not on the map: their likelihood or their impact is not known."))),
    });
    out
}

fn table(words: &Words, today: Day, rows: &[&Risk], caption: &str) -> Option<Block> {
    let rows = rows.iter().map(|row| {
        let step = |level: Option<Level>, word: fn(&Words, Level) -> &str| or_dash(level.map(|level| word(words, level)));
        let name = plain(row.title.as_str()).into_iter().chain(standing(words, row, today)).collect();
        vec![
            name,
            step(row.residual.likelihood, Words::likelihood),
            step(row.residual.impact, Words::impact),
            level(words, row.residual, row.polarity),
            target(words, row),
            or_dash(row.owner.as_ref()),
            plain(row.response.map_or("not decided", Response::as_str)),
            or_dash(row.review),
        ]
    });
    let columns = [
        texts("Risk", 6),
        texts("Likelihood", 2),
        texts("Impact", 2),
        texts("Level", 2),
        texts("Target", 2),
        texts("Owner", 2),
        texts("Response", 2),
        texts("Review", 0),
    ];
    make::table(caption, columns, rows)
}

/// The level of an exposure, and beside it the stated one where the matrix says another.
fn level(words: &Words, exposure: Exposure, polarity: Polarity) -> Line {
    let mut out = match exposure.level(words.matrix()) {
        Some(level) => make::mark((tones::level(level, polarity), level.as_str())),
        None => make::mark((Tone::Neutral, "not stated")),
    };
    let stated = exposure.contradicted(words.matrix());
    out.extend(stated.map(|stated| Span::quiet(format!("\nstated {}", stated.as_str()))));
    out
}

fn target(words: &Words, row: &Risk) -> Line {
    if row.target.is_unknown() { plain("–") } else { level(words, row.target, row.polarity) }
}

/// Closed, accepted, due for review: what is worth a word.
fn standing(words: &Words, row: &Risk, today: Day) -> Vec<Span> {
    let until = row.acceptance.as_ref().map(|given| given.until.to_string()).unwrap_or_default();
    let accepted = match row.cover(words.matrix(), today) {
        _ if row.closure.is_some() => Some((Tone::Neutral, "closed".to_owned())),
        None => None,
        Some(Cover::Holds) => Some((Tone::Neutral, format!("accepted until {until}"))),
        Some(Cover::Past) => Some((Tone::Warn, format!("acceptance ended on {until}"))),
        Some(Cover::Worse) => Some((Tone::Bad, "worse than accepted".to_owned())),
    };
    let due = row.is_review_due(today).then(|| (Tone::Warn, "review due".to_owned()));
    let marks = [accepted, due].into_iter().flatten();
    marks.flat_map(|(tone, word)| [Span::plain("\n"), Span::mark(tone, word)]).collect()
}

/// Likelihood and impact in the words of the project, as far as they are known.
fn factors(words: &Words, exposure: Exposure) -> String {
    let likelihood = exposure.likelihood.map(|step| format!("likelihood {}", words.likelihood(step)));
    let impact = exposure.impact.map(|step| format!("impact {}", words.impact(step)));
    [likelihood, impact].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
