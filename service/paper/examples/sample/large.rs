//! A report as large as they come: 400 categories with 2,000 findings.

use domain::exports::{Align, Bar, Bars, Block, Column, Cover, Fact, Part, Report, Row, Section, Span, Table, Tone};

const WORDS: [&str; 24] = [
    "gateway",
    "certificate",
    "restore",
    "latency",
    "is",
    "not",
    "measured",
    "the",
    "queue",
    "Prüfung",
    "against",
    "production",
    "backup",
    "without",
    "a",
    "timeout",
    "数据备份",
    "rolls",
    "back",
    "señal",
    "under",
    "load",
    "service/src/blockers.rs",
    "✅",
];

/// As many categories and findings.
pub(crate) fn report(categories: usize, findings: usize) -> Report {
    let name = |at: usize| format!("Category {at}: {}", text(at * 7, 4));
    let bars = (0..categories).map(|at| Bar {
        name: name(at),
        share: (at % 9 != 0).then(|| u32::try_from(at * 97 % 10_001).unwrap()),
        words: format!("{} of 100, weight {}", at * 97 % 101, at % 20),
        tone: [Tone::Good, Tone::Warn, Tone::Bad][at % 3],
    });
    let score = vec![Block::Bars(Bars { caption: "The share of each category.".to_owned(), bars: bars.collect() })];
    let mut blocks = Vec::new();
    for at in 0..categories {
        blocks.push(Block::Heading { level: 2, text: vec![Span::plain(name(at))] });
        blocks.push(Block::Text { text: vec![Span::plain(text(at, 20))] });
        let rows = (at * findings / categories..(at + 1) * findings / categories).map(row).collect();
        blocks.push(Block::Table(Table { caption: format!("Findings of category {at}"), columns: columns(), rows }));
    }
    Report {
        cover: Cover {
            organisation: Some("Stadtwerke Nord".to_owned()),
            project: "Billing".to_owned(),
            title: "A large audit".to_owned(),
            facts: vec![Fact::new("Date", "1 May 2031"), Fact::new("Auditor", "A. Ørsted")],
            score: Some("71.20 %".to_owned()),
            ..Cover::default()
        },
        parts: vec![Part { section: Section::Score, blocks: score }, Part { section: Section::Findings, blocks }],
    }
}

fn columns() -> Vec<Column> {
    [("Finding", 4), ("Severity", 0), ("Current → required", 3), ("Impact", 4), ("Recommendation", 4)]
        .map(|(title, width)| Column { title: title.to_owned(), align: Align::Start, width })
        .to_vec()
}

fn row(at: usize) -> Row {
    let plain = |words: String| vec![Span::plain(words)];
    let severity = [(Tone::Bad, "critical"), (Tone::Warn, "high"), (Tone::Neutral, "low")][at % 3];
    let title = vec![Span::strong(text(at, 5)), Span::quiet(format!("\nservice/src/room_{at}.rs:{at}"))];
    let cells =
        vec![title, vec![Span::mark(severity.0, severity.1)], plain(text(at + 3, 6)), plain(text(at + 5, 16)), plain(text(at + 8, 14))];
    Row { cells }
}

fn text(seed: usize, words: usize) -> String {
    (0..words).map(|at| WORDS[(seed * 31 + at * 17 + seed * at) % WORDS.len()]).collect::<Vec<_>>().join(" ")
}
