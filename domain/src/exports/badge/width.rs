//! How wide a text is, about: nobody knows the letters that a reader has.

/// Advance widths of Verdana from the blank to the tilde, in thousandths of its size.
#[rustfmt::skip]
const ASCII: [u32; 95] = [
    352, 394, 459, 818, 636, 1076, 727, 269, 454, 454, 636, 818, 364, 454, 364, 454,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 454, 454, 818, 818, 818, 545,
    1000, 684, 686, 698, 771, 632, 575, 775, 751, 421, 455, 693, 557, 843, 748, 787,
    603, 787, 695, 684, 616, 732, 684, 989, 685, 615, 685, 454, 454, 454, 818, 636,
    636, 601, 623, 521, 623, 596, 352, 623, 633, 274, 344, 592, 274, 973, 633, 607,
    623, 623, 427, 521, 394, 633, 592, 818, 592, 592, 525, 635, 454, 635, 818,
];

/// Pixels of a text at 11 pixels, rounded up.
pub(super) fn width(text: &str) -> u32 {
    let thousandths: u32 = text.chars().map(advance).sum();
    (thousandths * 11).div_ceil(1_000)
}

/// Signs of East Asia and pictures are as wide as high, marks on letters have no width; other letters are as wide as most capitals.
fn advance(ch: char) -> u32 {
    let number = u32::from(ch);
    let ascii = number.checked_sub(32).and_then(|at| ASCII.get(usize::try_from(at).ok()?));
    match (ascii, number) {
        (Some(width), _) => *width,
        (None, 0x300..=0x36f | 0x1ab0..=0x1aff | 0x20d0..=0x20ff | 0xfe00..=0xfe0f) => 0,
        (None, 0x1100..=0x11ff | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff01..=0xff60 | 0x1f000..) => 1_000,
        (None, _) => 700,
    }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn letters_have_the_widths_of_verdana() {
        assert_eq!((width(""), width("i"), width("W"), width("~")), (0, 4, 11, 9));
        // 521 + 521 + 607 + 427 + 596 thousandths of 11 pixels.
        assert_eq!(width("score"), 30);
    }

    #[test]
    fn signs_of_east_asia_are_square_and_marks_take_no_room() {
        assert_eq!(width("準備"), 22);
        assert_eq!(width("e\u{301}"), width("e"));
        assert!(width("Größe") > width("Gre"));
    }
}
