//! The orders in which the list can be read. Each is an index of `standings`; what is unknown comes last in both directions.

/// What a list of projects is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The name.
    #[default]
    Name,
    /// The computed score, the lowest first.
    Score,
    /// How far it moved, the furthest down first.
    Delta,
    /// Days since the last audit, the fewest first.
    Age,
    /// Open blockers, those of the first tier before all others, the fewest first.
    Blockers,
    /// What is overdue, the least first.
    Overdue,
    /// Items that are not done, the fewest first.
    Items,
    /// The verdict on the goal `demo`, go first.
    Demo,
    /// The verdict on the goal `beta`, go first.
    Beta,
    /// The verdict on the goal `production`, go first.
    Production,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Score,
        Self::Delta,
        Self::Age,
        Self::Blockers,
        Self::Overdue,
        Self::Items,
        Self::Demo,
        Self::Beta,
        Self::Production,
    ];

    /// The word in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Score => "score",
            Self::Delta => "delta",
            Self::Age => "age",
            Self::Blockers => "blockers",
            Self::Overdue => "overdue",
            Self::Items => "items",
            Self::Demo => "demo",
            Self::Beta => "beta",
            Self::Production => "production",
        }
    }

    /// The order of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// The statement that `$make` makes of the columns of an order: the text stays a constant, as all SQL here.
macro_rules! in_order {
    ($make:ident, $sort:expr, $down:expr) => {
        match ($sort, $down) {
            (Sort::Name, false) => $make!("s.name_key, s.project_id"),
            (Sort::Name, true) => $make!("s.name_key DESC, s.project_id DESC"),
            (Sort::Score, false) => $make!("(s.score IS NULL), s.score, s.project_id"),
            (Sort::Score, true) => $make!("(s.score IS NULL), s.score DESC, s.project_id DESC"),
            (Sort::Delta, false) => $make!("(s.delta IS NULL), s.delta, s.project_id"),
            (Sort::Delta, true) => $make!("(s.delta IS NULL), s.delta DESC, s.project_id DESC"),
            (Sort::Age, false) => $make!("(s.audited_on IS NULL), s.audited_on DESC, s.project_id DESC"),
            (Sort::Age, true) => $make!("(s.audited_on IS NULL), s.audited_on, s.project_id"),
            (Sort::Blockers, false) => $make!("s.open_first, s.open_second, s.open_others, s.project_id"),
            (Sort::Blockers, true) => $make!("s.open_first DESC, s.open_second DESC, s.open_others DESC, s.project_id DESC"),
            (Sort::Overdue, false) => $make!("s.overdue, s.project_id"),
            (Sort::Overdue, true) => $make!("s.overdue DESC, s.project_id DESC"),
            (Sort::Items, false) => $make!("s.items_open, s.project_id"),
            (Sort::Items, true) => $make!("s.items_open DESC, s.project_id DESC"),
            (Sort::Demo, false) => $make!("(s.demo IS NULL), s.demo, s.project_id"),
            (Sort::Demo, true) => $make!("(s.demo IS NULL), s.demo DESC, s.project_id DESC"),
            (Sort::Beta, false) => $make!("(s.beta IS NULL), s.beta, s.project_id"),
            (Sort::Beta, true) => $make!("(s.beta IS NULL), s.beta DESC, s.project_id DESC"),
            (Sort::Production, false) => $make!("(s.production IS NULL), s.production, s.project_id"),
            (Sort::Production, true) => $make!("(s.production IS NULL), s.production DESC, s.project_id DESC"),
        }
    };
}
pub(super) use in_order;
