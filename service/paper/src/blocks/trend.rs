//! Scores over time.

use super::figure::Anchor;
use crate::PaperError;
use crate::flow::{Composer, Kind, Mark, Shape, SlotId, Strip, Wash};
use crate::style::{CAPTION, FAINT, HEAD, INK, RULE, STAMP};
use domain::exports::{Point, Trend};

/// Height between 0 and 100 %.
const PLOT: f32 = 128.0;
/// Above 100 %, for the words of a full score.
const ABOVE: f32 = 16.0;
/// For the words of the axis.
const AXIS: f32 = 34.0;

impl Composer {
    pub(super) fn trend(&mut self, trend: &Trend, gap: f32) -> Result<(), PaperError> {
        self.place_marker()?;
        if trend.points.len() < 2 {
            return Ok(());
        }
        self.within(Kind::Figure { alt: trend.caption.clone() }, |composer| {
            let slot = composer.tree.slot(composer.parent);
            let mut marks = composer.axis(slot);
            let places = composer.point_places(&trend.points);
            marks.push(Mark::Shape {
                shape: Shape::Path { points: places.clone(), closed: false, width: 1.5, ink: STAMP },
                slot: Some(slot),
            });
            marks.extend(places.iter().zip(&trend.points).map(|(place, point)| dot(*place, point.stated, slot)));
            marks.extend(composer.point_words(&trend.points, &places, slot));
            composer.push(Strip { gap, height: ABOVE + PLOT + 16.0, keep: true, marks, ..Strip::default() })?;
            composer.caption(&trend.caption)
        })
    }

    fn axis(&mut self, slot: SlotId) -> Vec<Mark> {
        let (left, right) = (self.x + AXIS, self.x + self.width);
        let mut marks = Vec::new();
        for (step, words) in ["0 %", "25 %", "50 %", "75 %", "100 %"].into_iter().enumerate() {
            let y = ABOVE + PLOT - PLOT * crate::count(step) / 4.0;
            let line = Wash::area(left, y - 0.25, right - left, 0.5, if step == 0 { FAINT } else { RULE });
            marks.push(Mark::Shape { shape: Shape::Area(line), slot: Some(slot) });
            marks.push(self.label(words, CAPTION, (left - 6.0, y + 2.7), Anchor::End, (self.x, left), Some(slot)));
        }
        marks
    }

    /// By day, or evenly where all are of one day.
    fn point_places(&self, points: &[Point]) -> Vec<(f32, f32)> {
        let (left, width) = (self.x + AXIS + 16.0, self.width - AXIS - 32.0);
        let (first, last) = points.iter().fold((i64::MAX, i64::MIN), |(low, high), point| (low.min(point.day), high.max(point.day)));
        let days = last.saturating_sub(first);
        let across = |at: usize, point: &Point| {
            if days > 0 { ratio(point.day.saturating_sub(first), days) } else { crate::count(at) / crate::count(points.len() - 1) }
        };
        let place =
            |(at, point): (usize, &Point)| (left + width * across(at, point), ABOVE + PLOT * (1.0 - crate::percent(point.score) / 100.0));
        points.iter().enumerate().map(place).collect()
    }

    /// Dates and scores: of the first and the last point, and of those between that have room.
    fn point_words(&mut self, points: &[Point], places: &[(f32, f32)], slot: SlotId) -> Vec<Mark> {
        const ROOM: f32 = 50.0;
        const APART: f32 = 64.0;
        let bounds = (self.x + AXIS - 12.0, self.x + self.width);
        let mut marks = Vec::new();
        let Some(end) = places.last().map(|place| place.0) else { return marks };
        let mut before = f32::NEG_INFINITY;
        for (at, (point, (x, y))) in points.iter().zip(places.iter().copied()).enumerate() {
            let last = at + 1 == points.len();
            if !last && (x - before < APART || end - x < APART) {
                continue;
            }
            before = x;
            let width = (x - ROOM / 2.0).max(bounds.0);
            let around = (width.min(bounds.1 - ROOM), (width + ROOM).min(bounds.1));
            marks.push(self.label(&point.date, CAPTION, (x, ABOVE + PLOT + 12.0), Anchor::Middle, around, Some(slot)));
            let score = format!("{}.{:02} %", point.score / 100, point.score % 100);
            marks.push(self.label(&score, HEAD.in_ink(INK), (x, y - 6.0), Anchor::Middle, around, Some(slot)));
        }
        marks
    }
}

/// A disc for what was computed, an open diamond for what was only stated.
fn dot((x, y): (f32, f32), stated: bool, slot: SlotId) -> Mark {
    let shape = if stated {
        Shape::Path { points: vec![(x, y - 3.6), (x + 3.6, y), (x, y + 3.6), (x - 3.6, y)], closed: true, width: 1.1, ink: STAMP }
    } else {
        Shape::Area(Wash::area(x - 2.6, y - 2.6, 5.2, 5.2, STAMP).round(2.6))
    };
    Mark::Shape { shape, slot: Some(slot) }
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a place on paper")]
fn ratio(part: i64, whole: i64) -> f32 {
    (part as f64 / whole as f64).clamp(0.0, 1.0) as f32
}
