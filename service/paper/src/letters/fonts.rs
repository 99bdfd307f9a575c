//! The fonts, which are part of the program: a report looks the same on every machine.

use crate::PaperError;
use rustybuzz::Face as Table;

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!("../../fonts/", $name))
    };
}

/// In the order of [`FontId`].
static FILES: [&[u8]; 8] = [
    font!("SourceSans3-Regular.otf"),
    font!("SourceSans3-Bold.otf"),
    font!("SourceSans3-It.otf"),
    font!("SourceSans3-BoldIt.otf"),
    font!("DejaVuSansMono.ttf"),
    font!("TwemojiMozilla-COLRv0.ttf"),
    font!("DejaVuSans.ttf"),
    font!("DroidSansFallback.ttf"),
];

/// The look that somebody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
    Mono,
}

impl Face {
    /// How many there are.
    pub(crate) const COUNT: usize = 5;

    /// Its place among them.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// The font that has its letters, if any has.
    pub(crate) const fn font(self) -> FontId {
        FontId(self.index())
    }
}

/// One of the fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FontId(usize);

impl FontId {
    /// Emoji, in colour.
    pub(crate) const EMOJI: Self = Self(5);
    /// Signs, Arabic, Hebrew and others; has U+FFFD.
    pub(crate) const SYMBOLS: Self = Self(6);
    /// Chinese, Japanese and Korean.
    pub(crate) const EAST_ASIAN: Self = Self(7);
}

/// All fonts, opened.
pub(crate) struct Fonts {
    tables: Vec<Table<'static>>,
    embedded: Vec<krilla::text::Font>,
}

impl Fonts {
    /// Opens them.
    pub(crate) fn open() -> Result<Self, PaperError> {
        let tables: Option<Vec<_>> = FILES.iter().map(|file| Table::from_slice(file, 0)).collect();
        let embedded: Option<Vec<_>> = FILES.iter().map(|file| krilla::text::Font::new((*file).into(), 0)).collect();
        tables.zip(embedded).map(|(tables, embedded)| Self { tables, embedded }).ok_or(PaperError::Fonts)
    }

    /// The tables that shaping reads.
    pub(crate) fn table(&self, font: FontId) -> &Table<'static> {
        &self.tables[font.0]
    }

    /// What is written into the file.
    pub(crate) fn embedded(&self, font: FontId) -> krilla::text::Font {
        self.embedded[font.0].clone()
    }

    /// Whether the font has this character.
    pub(crate) fn has(&self, font: FontId, c: char) -> bool {
        self.tables[font.0].glyph_index(c).is_some()
    }
}
