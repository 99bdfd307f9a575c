//! How wide the columns of a table are.

/// What a column asks for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wish {
    /// Its share beside others; 0 for as much as its words need.
    pub(super) weight: u8,
    /// Its widest word.
    pub(super) least: f32,
    /// What it can use: its longest line.
    pub(super) most: f32,
}

/// A column for as much as its words need gets no more than this share.
const BOUND: f32 = 0.3;

/// The widths; they add up to the whole where a column has a weight, and never to more. No word is broken as long as the widest words of all columns fit beside each other.
pub(super) fn widths(wishes: &[Wish], whole: f32) -> Vec<f32> {
    let least: Vec<f32> = wishes.iter().map(|wish| wish.least.min(whole * 0.45)).collect();
    if least.iter().sum::<f32>() >= whole {
        return levelled(&least, whole);
    }
    let mut widths = least.clone();
    let mut free = whole - least.iter().sum::<f32>();
    // First those that ask for what they need, then the others by weight, but none more than it can use as long as others can.
    let wanted = |at: usize, bound: f32| (wishes[at].most.min(bound) - least[at]).max(0.0);
    let exact: Vec<usize> = (0..wishes.len()).filter(|at| wishes[*at].weight == 0).collect();
    let missing: f32 = exact.iter().map(|at| wanted(*at, whole * BOUND)).sum();
    let part = if missing > free { free / missing } else { 1.0 };
    for at in exact {
        let more = wanted(at, whole * BOUND) * part;
        widths[at] += more;
        free -= more;
    }
    share(wishes, &mut widths, &mut free, |wish| wish.most);
    share(wishes, &mut widths, &mut free, |_| f32::INFINITY);
    if wishes.iter().all(|wish| wish.weight == 0) {
        // Nobody shares what is left: a table of a few numbers is narrow, so that they can be read beside their names.
        return widths;
    }
    let rest = free.max(0.0) / crate::count(wishes.len());
    widths.iter().map(|width| width + rest).collect()
}

/// Gives what is free to the columns with a weight, so that widths come as close to the weights as the bounds let them.
fn share(wishes: &[Wish], widths: &mut [f32], free: &mut f32, bound: impl Fn(&Wish) -> f32) {
    let open: Vec<usize> = (0..wishes.len()).filter(|at| wishes[*at].weight > 0 && widths[*at] < bound(&wishes[*at])).collect();
    let at_level = |level: f32, at: usize| (level * f32::from(wishes[at].weight)).min(bound(&wishes[at])).max(widths[at]);
    let target = *free + open.iter().map(|at| widths[*at]).sum::<f32>();
    let (mut low, mut high) = (0.0, target.max(1.0));
    for _ in 0..40 {
        let level = f32::midpoint(low, high);
        if open.iter().map(|at| at_level(level, *at)).sum::<f32>() > target { high = level } else { low = level }
    }
    let new: Vec<f32> = open.iter().map(|at| at_level(low, *at)).collect();
    for (at, width) in open.into_iter().zip(new) {
        *free -= width - widths[at];
        widths[at] = width;
    }
}

/// Cuts the widest wishes to one level, so that all fit.
fn levelled(least: &[f32], whole: f32) -> Vec<f32> {
    let (mut low, mut high) = (0.0, whole);
    for _ in 0..40 {
        let level = f32::midpoint(low, high);
        if least.iter().map(|width| width.min(level)).sum::<f32>() > whole { high = level } else { low = level }
    }
    least.iter().map(|width| width.min(low)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(weight: u8, least: f32, most: f32) -> Wish {
        Wish { weight, least, most }
    }

    fn near(left: &[f32], right: &[f32]) {
        assert!(left.iter().zip(right).all(|(a, b)| (a - b).abs() < 0.5), "{left:?} is not {right:?}");
    }

    #[test]
    fn numbers_get_what_they_need_and_texts_share_the_rest() {
        near(&widths(&[wish(0, 20.0, 40.0), wish(1, 30.0, 900.0), wish(3, 30.0, 900.0)], 440.0), &[40.0, 100.0, 300.0]);
    }

    #[test]
    fn a_column_leaves_to_others_what_it_cannot_use() {
        near(&widths(&[wish(1, 10.0, 50.0), wish(1, 10.0, 900.0)], 400.0), &[50.0, 350.0]);
    }

    #[test]
    fn no_word_is_broken_as_long_as_all_fit() {
        let widths = widths(&[wish(1, 150.0, 200.0), wish(12, 20.0, 900.0), wish(0, 60.0, 60.0)], 400.0);
        near(&widths, &[150.0, 190.0, 60.0]);
    }

    #[test]
    fn widths_add_up_to_the_whole_where_a_column_has_a_weight() {
        for wishes in
            [vec![wish(1, 5.0, 9.0)], vec![wish(1, 900.0, 900.0), wish(0, 900.0, 2000.0), wish(2, 1.0, 1.0)], vec![wish(3, 0.0, 0.0); 9]]
        {
            let sum: f32 = widths(&wishes, 300.0).iter().sum();
            assert!((sum - 300.0).abs() < 0.5, "{sum}");
        }
    }

    #[test]
    fn a_table_of_numbers_is_as_narrow_as_its_words() {
        near(&widths(&[wish(0, 20.0, 40.0), wish(0, 30.0, 30.0)], 440.0), &[40.0, 30.0]);
    }
}
