//! Looks at a layout.

use crate::flow::{Kid, Kind, Mark, NodeId};
use crate::layout::{Layout, layout};
use crate::letters::clean;
use crate::style::{BOTTOM, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP};
use domain::exports::{Block, Line, Report};

/// Letters that no font has.
const UNKNOWN: [char; 2] = ['\u{13000}', '\u{10fffd}'];

/// Everything that must hold of every report.
pub(super) fn assert_sound(report: &Report) {
    let made = layout(report, None).unwrap();
    assert_placed(&made);
    let first = made.tree.roots().len() - report.parts.len();
    let told: String = made.tree.roots()[first..].iter().map(|root| words_of(&made, *root, &texts(&made))).collect();
    let mut expected = String::new();
    for part in &report.parts {
        expected.push_str(part.section.title());
        blocks(&part.blocks, 0, &mut expected);
    }
    assert_same(&told, &expected);
    crate::write::attempt(&made, &report.cover, None, true).unwrap();
}

/// Every word stands in the frame and on no other.
pub(super) fn assert_placed(made: &Layout) {
    for (number, page) in made.pages.iter().enumerate() {
        assert_in_frame(number, &page.marks);
        assert_apart(number, &page.marks);
    }
}

fn assert_same(told: &str, expected: &str) {
    let backwards = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let (mut told, mut expected): (Vec<char>, Vec<char>) = (seen(told).collect(), seen(expected).collect());
    if expected.iter().any(|c| backwards(*c)) {
        // Those are told in the order of the page here.
        told.sort_unstable();
        expected.sort_unstable();
    }
    let same = told.iter().zip(&expected).take_while(|(a, b)| a == b).count();
    let around = |chars: &[char]| chars[same.saturating_sub(30)..chars.len().min(same + 30)].iter().collect::<String>();
    assert!(told == expected, "told …{}… but expected …{}…", around(&told), around(&expected));
}

/// What can be compared: no white space, nothing that only joins its neighbours.
fn seen(text: &str) -> impl Iterator<Item = char> {
    let text = clean(text).chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
    text.into_iter()
        .filter(|c| !matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'))
        .map(|c| if UNKNOWN.contains(&c) { '\u{fffd}' } else { c })
}

/// The words of the root of this number, without white space.
pub(super) fn said(made: &Layout, root: usize) -> String {
    words_of(made, made.tree.roots()[root], &texts(made)).split_whitespace().collect()
}

/// The words of each element of a kind, without white space.
pub(super) fn elements(made: &Layout, wanted: impl Fn(&Kind) -> bool) -> Vec<String> {
    let texts = texts(made);
    let mut open: Vec<NodeId> = made.tree.roots().iter().rev().copied().collect();
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        let (kind, kids) = made.tree.get(node);
        if wanted(kind) {
            found.push(words_of(made, node, &texts).split_whitespace().collect());
        }
        open.extend(kids.iter().rev().filter_map(|kid| if let Kid::Node(node) = kid { Some(*node) } else { None }));
    }
    found
}

fn texts(made: &Layout) -> Vec<String> {
    let mut texts = vec![String::new(); made.tree.slots()];
    for mark in made.pages.iter().flat_map(|page| &page.marks) {
        if let Mark::Text { piece, slot: Some(slot), .. } = mark {
            texts[slot.index()].extend(piece.runs.iter().map(|run| run.text.as_str()));
        }
    }
    texts
}

fn words_of(made: &Layout, node: NodeId, texts: &[String]) -> String {
    let kid = |kid: &Kid| match kid {
        Kid::Node(node) => words_of(made, *node, texts),
        Kid::Slot(slot) => texts[slot.index()].clone(),
    };
    made.tree.get(node).1.iter().map(kid).collect()
}

fn assert_in_frame(number: usize, marks: &[Mark]) {
    let inside = |x: f32, width: f32| x >= SIDE - 0.1 && x + width <= PAGE_WIDTH - SIDE + 0.6;
    for mark in marks {
        match mark {
            Mark::Text { x, y, size, piece, slot, .. } if piece.runs.iter().any(|run| !run.text.trim().is_empty()) => {
                let words: String = piece.runs.iter().map(|run| run.text.as_str()).collect();
                let (top, bottom) = if slot.is_some() { (TOP, BOTTOM) } else { (0.0, PAGE_HEIGHT) };
                assert!(inside(*x, piece.width * size), "{words:?} on page {number} is beside the frame: {x} + {}", piece.width * size);
                assert!(*y > top && *y <= bottom + 0.1, "{words:?} on page {number} is above or below the frame: {y}");
            }
            Mark::Link { x, y, width, height, .. } => assert!(inside(*x, *width) && *y + height <= BOTTOM + 0.1),
            _ => {}
        }
    }
}

/// No word stands on another one.
fn assert_apart(number: usize, marks: &[Mark]) {
    let mut boxes = Vec::new();
    for mark in marks {
        if let Mark::Text { x, y, size, piece, .. } = mark {
            let words: String = piece.runs.iter().map(|run| run.text.as_str()).collect();
            if !words.trim().is_empty() {
                boxes.push((*y, *x, x + piece.width * size, *size, words));
            }
        }
    }
    boxes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for (at, (y, left, right, size, words)) in boxes.iter().enumerate() {
        for (lower, from, to, other, below) in boxes[at + 1..].iter().take_while(|next| next.0 - y < 7.0) {
            let close = lower - y < size.max(*other) * 0.6;
            let overlap = right.min(*to) - left.max(*from);
            assert!(!(close && overlap > 0.5), "{words:?} and {below:?} on page {number} overlap by {overlap}");
        }
    }
}

fn line(words: &Line, out: &mut String) {
    out.extend(words.iter().map(|span| span.text.as_str()));
}

/// The words of blocks in the order in which they are read.
fn blocks(all: &[Block], depth: usize, out: &mut String) {
    for block in all {
        match block {
            Block::Heading { text, .. } | Block::Text { text } | Block::Callout { text, .. } => line(text, out),
            Block::Code { text } => out.push_str(text),
            Block::Rule => {}
            Block::Quote { blocks: inner } => blocks(inner, depth + 1, out),
            Block::List { start, items } => {
                for (at, item) in items.iter().enumerate() {
                    let bullet = if depth.is_multiple_of(2) { "•" } else { "–" };
                    let number = |first: u64| format!("{}.", first + u64::try_from(at).unwrap());
                    out.push_str(&start.map_or_else(|| bullet.to_owned(), number));
                    blocks(item, depth + 1, out);
                }
            }
            Block::Facts { facts } => facts.iter().for_each(|fact| {
                out.push_str(&fact.name);
                line(&fact.value, out);
            }),
            Block::Table(table) => {
                table.columns.iter().for_each(|column| out.push_str(&column.title));
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| line(cell, out));
            }
            Block::Bars(bars) => {
                bars.bars.iter().for_each(|bar| out.extend([bar.name.as_str(), bar.words.as_str()]));
                out.push_str(&bars.caption);
            }
            Block::Trend(trend) if trend.points.len() < 2 => {}
            Block::Trend(trend) => trend_words(trend, out),
            Block::Heat(heat) => heat_words(heat, out),
        }
    }
}

fn trend_words(trend: &domain::exports::Trend, out: &mut String) {
    out.push_str("0 %25 %50 %75 %100 %");
    for point in &trend.points {
        let score = format!("{}.{:02} %", point.score / 100, point.score % 100);
        out.extend([point.date.as_str(), score.as_str()]);
    }
    out.push_str(&trend.caption);
}

fn heat_words(heat: &domain::exports::Heat, out: &mut String) {
    out.push_str("Likelihood ↑");
    for (name, fields) in heat.likelihood.iter().zip(&heat.fields).rev() {
        out.push_str(name);
        fields.iter().filter(|(count, _)| *count > 0).for_each(|(count, _)| out.push_str(&count.to_string()));
    }
    heat.impact.iter().for_each(|name| out.push_str(name));
    out.push_str("Impact →");
    out.push_str(&heat.caption);
}
