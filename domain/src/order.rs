//! Moving one row of an ordered list up or down.

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

impl Direction {
    /// The word that forms send.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// The direction of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Up, Self::Down].into_iter().find(|way| way.as_str() == word)
    }
}

/// The rows whose place changes when the row `id` goes one place up or down, each with its new place. Empty where the row is
/// at the end already, or not in the list. `rows` are in order with their places, which need be neither without gaps nor unique.
#[must_use]
pub fn moved<Id: Copy + PartialEq>(rows: &[(Id, i32)], id: Id, way: Direction) -> Vec<(Id, i32)> {
    let Some(from) = rows.iter().position(|row| row.0 == id) else { return Vec::new() };
    let to = match way {
        Direction::Up => from.checked_sub(1),
        Direction::Down => Some(from + 1).filter(|to| *to < rows.len()),
    };
    let Some(to) = to else { return Vec::new() };
    let mut ordered: Vec<(Id, i32)> = rows.to_vec();
    ordered.swap(from, to);
    (0..).zip(ordered).filter(|(place, row)| *place != row.1).map(|(place, row)| (row.0, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_neighbours_change_places() {
        let rows = [('a', 0), ('b', 1), ('c', 2)];
        assert_eq!(moved(&rows, 'b', Direction::Up), [('b', 0), ('a', 1)]);
        assert_eq!(moved(&rows, 'b', Direction::Down), [('c', 1), ('b', 2)]);
        assert!(moved(&rows, 'a', Direction::Up).is_empty());
        assert!(moved(&rows, 'c', Direction::Down).is_empty());
        assert!(moved(&rows, 'x', Direction::Down).is_empty());
    }

    proptest! {
        #[test]
        fn down_and_up_again_is_as_before_whatever_the_places_were(places in prop::collection::vec(0_i32..9, 2..9), at in 0_usize..8) {
            let mut places = places;
            places.sort_unstable();
            let rows: Vec<(usize, i32)> = places.into_iter().enumerate().collect();
            let id = at % (rows.len() - 1);
            let apply = |rows: &[(usize, i32)], way| {
                let changes = moved(rows, id, way);
                let mut rows: Vec<_> =
                    rows.iter().map(|row| changes.iter().find(|change| change.0 == row.0).copied().unwrap_or(*row)).collect();
                rows.sort_by_key(|row| (row.1, row.0));
                rows
            };
            let down = apply(&rows, Direction::Down);
            prop_assert_eq!(down[id + 1].0, id);
            let names: Vec<usize> = apply(&down, Direction::Up).iter().map(|row| row.0).collect();
            prop_assert_eq!(names, (0..rows.len()).collect::<Vec<_>>());
        }
    }
}
