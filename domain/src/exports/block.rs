//! What a report consists of, whatever it is drawn with.

use super::Section;
use serde::Serialize;

/// A report that is ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What stands on the first page.
    pub cover: Cover,
    /// Its parts in order; none is empty.
    pub parts: Vec<Part>,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// Whose report it is.
    pub organisation: Option<String>,
    /// The project.
    pub project: String,
    /// The title of the audit, or what stands for it.
    pub title: String,
    /// What is known of it: date, auditor, digest.
    pub facts: Vec<Fact>,
    /// The score as it is shown, such as `83.33 %`; `None` where there is none.
    pub score: Option<String>,
    /// Each goal with its verdict.
    pub verdicts: Vec<Fact>,
    /// What holds of the whole report, such as that it is not frozen.
    pub remark: Option<String>,
}

/// A part with a heading of the first level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Which one it is.
    pub section: Section,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading below that of the part: level 2 or 3. Those are bookmarks too.
    Heading {
        /// 2 or 3.
        level: u8,
        /// Its words.
        text: Line,
    },
    /// A paragraph.
    Text {
        /// Its words.
        text: Line,
    },
    /// A list.
    List {
        /// The number of its first entry; `None` for a list with bullets.
        start: Option<u64>,
        /// Its entries.
        items: Vec<Vec<Self>>,
    },
    /// What somebody else said.
    Quote {
        /// What it holds.
        blocks: Vec<Self>,
    },
    /// Text of which every sign and line counts.
    Code {
        /// Its lines, without a line break at the end.
        text: String,
    },
    /// A rule between two thoughts.
    Rule,
    /// Names with values, one below the other.
    Facts {
        /// In order.
        facts: Vec<Fact>,
    },
    /// A sentence that must not be overlooked.
    Callout {
        /// How grave it is.
        tone: Tone,
        /// Its words.
        text: Line,
    },
    /// A table, which may break between rows.
    Table(Table),
    /// Shares as bars.
    Bars(Bars),
    /// Scores over time.
    Trend(Trend),
    /// Risks by likelihood and impact.
    Heat(Heat),
}

/// A text of one paragraph, in runs of one look.
pub type Line = Vec<Span>;

/// A run of text. What stands in it is text and never markup.
#[allow(clippy::struct_excessive_bools, reason = "each is a look of its own, and any of them go together")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The text; a line break in it is one.
    pub text: String,
    /// Bold.
    #[serde(skip_serializing_if = "is_false")]
    pub strong: bool,
    /// Italic.
    #[serde(skip_serializing_if = "is_false")]
    pub emphasis: bool,
    /// Struck through.
    #[serde(skip_serializing_if = "is_false")]
    pub strike: bool,
    /// In letters of one width.
    #[serde(skip_serializing_if = "is_false")]
    pub code: bool,
    /// Beside what matters: small and gray.
    #[serde(skip_serializing_if = "is_false")]
    pub quiet: bool,
    /// Set off as a mark of this tone, such as a verdict or a severity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone: Option<Tone>,
    /// Where it leads: `http`, `https` or `mailto`, nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like this")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Span {
    /// Text without a look of its own.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Bold text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true, ..Self::default() }
    }

    /// Text in letters of one width.
    pub fn code(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: true, ..Self::default() }
    }

    /// Text beside what matters.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self { text: text.into(), quiet: true, ..Self::default() }
    }

    /// A mark of a tone.
    pub fn mark(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Some(tone), ..Self::default() }
    }
}

/// How good or bad something is. Its colour never says it alone: the words do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Neither.
    Neutral,
    /// Good.
    Good,
    /// Wants a look.
    Warn,
    /// Bad.
    Bad,
}

/// A name with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub value: Line,
}

impl Fact {
    /// A fact in plain words.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: vec![Span::plain(value)] }
    }
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Texts.
    Start,
    /// Numbers.
    End,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Where its words stand.
    pub align: Align,
    /// How much of the width it gets beside the others, 1 to 12; 0 for as much as its words need, which suits numbers and dates.
    pub width: u8,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows: for those who listen, and where it is named.
    pub caption: String,
    /// Its columns; the first one names the row.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell per column.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// One for each column.
    pub cells: Vec<Line>,
}

/// Shares as bars, each with a weight: how wide it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bars {
    /// What they show, as a sentence.
    pub caption: String,
    /// In order.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// How far it is filled, in hundredths of a percent, 0 to 10,000; `None` where there is nothing to fill it with.
    pub share: Option<u32>,
    /// What stands behind it, such as `8 of 10, weight 20`.
    pub words: String,
    /// The colour of what is filled.
    pub tone: Tone,
}

/// Scores over time. Drawn from two points on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// What it shows, as a sentence.
    pub caption: String,
    /// Oldest first.
    pub points: Vec<Point>,
}

/// A score at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// Days since the first of January 1970.
    pub day: i64,
    /// The day as shown.
    pub date: String,
    /// Hundredths of a percent, 0 to 10,000.
    pub score: u32,
    /// Whether it is only stated and could not be computed.
    pub stated: bool,
}

/// Risks by likelihood and impact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heat {
    /// What it shows, as a sentence.
    pub caption: String,
    /// The steps of likelihood from the lowest up: rows, the highest is drawn on top.
    pub likelihood: Vec<String>,
    /// The steps of impact from the lowest up: columns.
    pub impact: Vec<String>,
    /// For each likelihood from the lowest up, for each impact from the lowest up: how many, and the tone of the field.
    pub fields: Vec<Vec<(u64, Tone)>>,
}
