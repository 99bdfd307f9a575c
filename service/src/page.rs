//! Lists in pages.

use storage::Window;

/// Which page of a list is wanted, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumber(u32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(1);

    /// Reads a page number as an address has it; what is none means the first page.
    #[must_use]
    pub fn parse(text: Option<&str>) -> Self {
        text.and_then(|text| text.parse().ok()).filter(|number| (1..=1_000_000).contains(number)).map_or(Self::FIRST, Self)
    }

    pub(crate) fn window(self, size: u32) -> Window {
        Window { limit: size.into(), offset: i64::from(self.0 - 1) * i64::from(size) }
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Rows in the whole list.
    pub total: u64,
    /// This page, from 1.
    pub number: u32,
    /// Rows on a full page.
    pub size: u32,
}

impl<T> Page<T> {
    pub(crate) fn new(rows: Vec<T>, total: i64, number: PageNumber, size: u32) -> Self {
        Self { rows, total: total.try_into().unwrap_or(0), number: number.0, size }
    }

    /// The rows of a page of a list that is there as a whole.
    #[must_use]
    pub fn of_all(rows: Vec<T>, number: PageNumber, size: u32) -> Self {
        let total = rows.len() as u64;
        let skipped = usize::try_from(u64::from(number.0 - 1) * u64::from(size)).unwrap_or(usize::MAX);
        let rows = rows.into_iter().skip(skipped).take(size as usize).collect();
        Self { rows, total, number: number.0, size }
    }

    /// How many pages there are, at least 1.
    #[must_use]
    pub fn pages(&self) -> u32 {
        self.total.div_ceil(self.size.max(1).into()).try_into().unwrap_or(u32::MAX).max(1)
    }
}
