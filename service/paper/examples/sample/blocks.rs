//! Every kind of block, and texts that are hard to set.

use domain::exports::{Align, Bar, Bars, Block, Column, Cover, Fact, Heat, Part, Point, Report, Row, Section, Span, Table, Tone, Trend};

/// Every kind of block.
pub(crate) fn report() -> Report {
    let remark = "This audit is a draft: it can change until it is frozen.";
    Report {
        cover: Cover {
            organisation: Some("Töpferei Gönül & Søn".to_owned()),
            project: "Brennofen „Nordlicht“ 窯 🔥".to_owned(),
            title:
                "Überprüfung der Anlagensteuerung vor der Inbetriebnahme im Frühjahr 2031, mit einem Titel, der über mehrere Zeilen läuft"
                    .to_owned(),
            facts: vec![
                Fact::new("Date", "1 May 2031"),
                Fact::new("Auditor", "Ana Ørsted"),
                Fact {
                    name: "Digest".to_owned(),
                    value: vec![Span::code("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")],
                },
            ],
            score: Some("83.33 %".to_owned()),
            verdicts: [(Tone::Good, "Go"), (Tone::Warn, "Conditional"), (Tone::Bad, "No-go")]
                .into_iter()
                .zip(["Demo", "Beta", "Production"])
                .map(|((tone, word), goal)| Fact { name: goal.to_owned(), value: vec![Span::mark(tone, word)] })
                .collect(),
            remark: Some(remark.to_owned()),
        },
        parts: vec![
            Part { section: Section::Summary, blocks: prose() },
            Part { section: Section::Score, blocks: figures() },
            Part { section: Section::Findings, blocks: tables() },
            Part { section: Section::Plan, blocks: vec![text("Short.")] },
            Part { section: Section::Appendix, blocks: hard() },
        ],
    }
}

fn text(words: &str) -> Block {
    Block::Text { text: vec![Span::plain(words)] }
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, text: vec![Span::plain(words)] }
}

fn looks() -> Vec<Span> {
    let link = Span {
        text: "a link that runs over the end of a line".to_owned(),
        link: Some("https://example.org/plan".to_owned()),
        ..Span::default()
    };
    vec![
        Span::plain("Plain, "),
        Span::strong("bold"),
        Span::plain(", "),
        Span { text: "italic".to_owned(), emphasis: true, ..Span::default() },
        Span::plain(", "),
        Span { text: "both".to_owned(), emphasis: true, strong: true, ..Span::default() },
        Span::plain(", "),
        Span { text: "struck through".to_owned(), strike: true, ..Span::default() },
        Span::plain(", "),
        Span::code("cargo test -p paper"),
        Span::plain(", "),
        link,
        Span::plain(", "),
        Span::quiet("beside what matters"),
        Span::plain(" and marks: "),
        Span::mark(Tone::Good, "met"),
        Span::plain(" "),
        Span::mark(Tone::Warn, "wants a look"),
        Span::plain(" "),
        Span::mark(Tone::Bad, "no-go"),
        Span::plain(" "),
        Span::mark(Tone::Neutral, "not rated"),
        Span::plain("."),
    ]
}

fn prose() -> Vec<Block> {
    let nested = Block::List { start: None, items: vec![vec![text("a second level")], vec![text("with two entries")]] };
    let list =
        Block::List { start: None, items: vec![vec![text("One.")], vec![text("Two, with"), nested], vec![Block::Text { text: looks() }]] };
    let numbers = Block::List { start: Some(9), items: (0..3).map(|_| vec![text("An entry of a list with numbers.")]).collect() };
    let said = vec![text("What somebody else said, in two paragraphs."), text("The second one. ".repeat(9).trim()), list.clone()];
    let code = "fn main() {\n    println!(\"{}\", 1);\n\n    // ".to_owned() + &"a long line ".repeat(20) + "\n}";
    vec![
        Block::Callout {
            tone: Tone::Bad,
            text: vec![Span::strong("Two tier-1 blockers are open. "), Span::plain("They cap the verdict.")],
        },
        Block::Callout { tone: Tone::Good, text: vec![Span::plain("Nothing got worse since the last audit. ".repeat(5))] },
        Block::Text { text: looks() },
        heading(2, "Lists"),
        list,
        numbers,
        heading(2, "Quotes and code"),
        Block::Quote { blocks: said },
        Block::Code { text: code },
        Block::Rule,
        heading(3, "A heading of the third level"),
        text(&"Words to fill some lines with. ".repeat(12)),
        Block::Facts {
            facts: vec![
                Fact::new("Name", "Value"),
                Fact::new("A longer name of a fact that takes two lines", "Value ".repeat(30)),
                Fact::new("None", ""),
            ],
        },
    ]
}

fn figures() -> Vec<Block> {
    let bar = |name: &str, share: Option<u32>, tone| Bar { name: name.to_owned(), share, words: "8 of 10, weight 20".to_owned(), tone };
    let bars = vec![
        bar("Security", Some(9_000), Tone::Good),
        bar("Operations of a house with a very long name that wraps", Some(5_500), Tone::Warn),
        bar("Data", Some(120), Tone::Bad),
        bar("Full", Some(10_000), Tone::Good),
        bar("Nothing", Some(0), Tone::Bad),
        bar("Not applicable", None, Tone::Neutral),
    ];
    let point = |day: i64, score: u32, stated: bool| Point { day, date: format!("2031-0{}-01", day / 30 + 1), score, stated };
    let points =
        vec![point(0, 4_000, true), point(60, 5_550, false), point(70, 5_600, false), point(150, 8_333, false), point(200, 10_000, false)];
    let words = ["rare", "unlikely", "possible", "likely", "almost certain"].map(str::to_owned).to_vec();
    let field = |row: usize, column: usize| {
        let tone = match row + column {
            0..=2 => Tone::Good,
            3..=5 => Tone::Warn,
            _ => Tone::Bad,
        };
        (u64::try_from((row * 3 + column * 2) % 4).unwrap(), tone)
    };
    vec![
        Block::Bars(Bars { caption: "The share of each category.".to_owned(), bars }),
        Block::Trend(Trend { caption: "The score rose from 40 % to 100 % over five audits.".to_owned(), points }),
        Block::Heat(Heat {
            caption: "Twelve risks by likelihood and impact.".to_owned(),
            impact: ["negligible", "minor", "moderate", "major", "severe"].map(str::to_owned).to_vec(),
            fields: (0..5).map(|row| (0..5).map(|column| field(row, column)).collect()).collect(),
            likelihood: words,
        }),
    ]
}

fn tables() -> Vec<Block> {
    let column = |title: &str, align, width| Column { title: title.to_owned(), align, width };
    let columns = vec![
        column("Blocker", Align::Start, 5),
        column("Tier", Align::End, 0),
        column("State", Align::Start, 0),
        column("Owner", Align::Start, 2),
        column("Due", Align::End, 0),
    ];
    let row = |at: usize| Row {
        cells: vec![
            vec![Span::plain("No restore of a backup has ever been tried ".repeat(at % 3 + 1)), Span::quiet("service/src/backups.rs")],
            vec![Span::plain((at % 4).to_string())],
            vec![Span::mark([Tone::Bad, Tone::Good, Tone::Neutral][at % 3], ["open", "resolved", "waived"][at % 3])],
            vec![Span::plain("Ana Ørsted")],
            vec![Span::plain("2031-05-01")],
        ],
    };
    let narrow = Table {
        caption: "Two words".to_owned(),
        columns: vec![column("Word", Align::Start, 0), column("Count", Align::End, 0)],
        rows: vec![Row { cells: vec![vec![Span::plain("one")], vec![Span::plain("1")]] }],
    };
    let many: Vec<Column> = (0..30).map(|at| column(&format!("Column {at}"), Align::Start, 1)).collect();
    let wide = Table {
        caption: "Thirty columns".to_owned(),
        rows: vec![Row { cells: (0..30).map(|at| vec![Span::plain(format!("value {at}"))]).collect() }],
        columns: many,
    };
    let tall = Row {
        cells: vec![
            vec![Span::plain("A row higher than a page. ".repeat(300))],
            vec![],
            vec![],
            vec![],
            vec![Span::plain("x".repeat(300))],
        ],
    };
    vec![
        heading(2, "Blockers"),
        Block::Table(Table { caption: "Blockers".to_owned(), columns: columns.clone(), rows: (0..40).map(row).collect() }),
        Block::Table(narrow),
        heading(2, "A row that is higher than a page"),
        Block::Table(Table { caption: "Tall".to_owned(), columns, rows: vec![row(1), tall, row(2)] }),
        heading(2, "More columns than fit"),
        Block::Table(wide),
    ]
}

fn hard() -> Vec<Block> {
    vec![
        heading(3, "Scripts"),
        text(
            "Prüfung, Ärger, Straße; Ελληνικά, Русский, 数据备份与恢复测试, データベースのバックアップ, 데이터베이스 백업, עברית שלום, العربية مرحبا.",
        ),
        text("🟢🟡🔴 ✅ ❌ ⚠️ 🚀 ✓ ✗ → ≥ ■ │─┌┐ 1️⃣ 👩‍💻 🇩🇪 👍🏽 ❤️ café e\u{301} λ Ж ∑ ½ ™ \u{13000} \u{7}\u{200b}"),
        heading(2, &"An 200 Zeichen langer Titel mit Donaudampfschifffahrtsgesellschaftskapitän ".repeat(3)),
        text(&format!("A long word: {} and more.", "Donaudampfschifffahrt".repeat(12))),
        text(
            "A path: /srv/holdpoint/service/paper/src/blocks/columns_and_other_things/that/do_not_fit/on_one_line/of_this_page/at_all.rs:120",
        ),
        Block::List { start: None, items: vec![vec![], vec![Block::Code { text: "code in a list".to_owned() }]] },
    ]
}
