//! Blocks of a report, each as strips.

mod bars;
mod columns;
mod facts;
mod figure;
mod heat;
mod lists;
mod prose;
mod table;
mod trend;

pub(crate) use figure::Anchor;

use crate::PaperError;
use crate::flow::Composer;
use crate::style::BODY;
use domain::exports::Block;

/// Quotes and lists within each other beyond this are written without moving in: the stack of a thread is finite, and so is paper.
const DEEPEST: usize = 24;

impl Composer {
    /// Writes blocks one below the other; the first one stands `gap` below what is above.
    pub(crate) fn blocks(&mut self, blocks: &[Block], first_gap: f32, depth: usize) -> Result<(), PaperError> {
        for (at, block) in blocks.iter().enumerate() {
            let gap = match at {
                0 => first_gap,
                _ if matches!(blocks[at - 1], Block::Heading { .. }) => gap_above(block).min(6.0),
                _ => gap_above(block).max(gap_below(&blocks[at - 1])),
            };
            if depth < DEEPEST {
                self.block(block, gap, depth, at + 1 < blocks.len() && announces(block))?;
            } else {
                self.flattened(block, gap)?;
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, gap: f32, depth: usize, keep: bool) -> Result<(), PaperError> {
        match block {
            Block::List { start, items } => self.list(*start, items, gap, depth),
            Block::Quote { blocks } => self.quote(blocks, gap, depth),
            Block::Text { text } => self.text(text, BODY, gap, keep),
            other => self.leaf(other, gap),
        }
    }

    /// A block that holds no others.
    fn leaf(&mut self, block: &Block, gap: f32) -> Result<(), PaperError> {
        match block {
            Block::Heading { level, text } => self.heading(*level, text, gap),
            Block::Text { text } => self.text(text, BODY, gap, false),
            Block::Code { text } => self.code(text, gap),
            Block::Rule => self.rule(gap),
            Block::Facts { facts } => self.facts(facts, gap),
            Block::Callout { tone, text } => self.callout(*tone, text, gap),
            Block::Table(table) => self.table(table, gap),
            Block::Bars(bars) => self.bars(bars, gap),
            Block::Trend(trend) => self.trend(trend, gap),
            Block::Heat(heat) => self.heat(heat, gap),
            Block::List { .. } | Block::Quote { .. } => Ok(()),
        }
    }

    /// Writes what is nested too deeply one below the other.
    fn flattened(&mut self, block: &Block, gap: f32) -> Result<(), PaperError> {
        let mut open = vec![block];
        while let Some(block) = open.pop() {
            match block {
                Block::List { items, .. } => open.extend(items.iter().rev().flat_map(|item| item.iter().rev())),
                Block::Quote { blocks } => open.extend(blocks.iter().rev()),
                leaf => self.leaf(leaf, gap.max(3.0))?,
            }
        }
        Ok(())
    }
}

/// The space above a block that does not come first.
const fn gap_above(block: &Block) -> f32 {
    match block {
        Block::Heading { level: 0..=2, .. } => 20.0,
        Block::Heading { .. } => 13.0,
        Block::Text { .. } | Block::List { .. } => 6.5,
        Block::Bars(_) | Block::Trend(_) | Block::Heat(_) => 12.0,
        _ => 9.0,
    }
}

/// The space that a block wants below it.
const fn gap_below(block: &Block) -> f32 {
    match block {
        Block::Heading { .. } | Block::Text { .. } | Block::List { .. } => 0.0,
        Block::Bars(_) | Block::Trend(_) | Block::Heat(_) => 14.0,
        _ => 10.0,
    }
}

/// Whether a paragraph says what comes next and so stays with it: all of it is bold or quiet, or it ends with a colon.
fn announces(block: &Block) -> bool {
    let Block::Text { text } = block else { return false };
    let mut words = text.iter().filter(|span| !span.text.trim().is_empty()).peekable();
    let colon = text.last().is_some_and(|span| span.text.trim_end().ends_with(':'));
    // A quiet line tells where the next passage comes from.
    let quiet = !text.is_empty() && text.iter().all(|span| span.quiet);
    colon || quiet || (words.peek().is_some() && words.all(|span| span.strong || span.tone.is_some()))
}
