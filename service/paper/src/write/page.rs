//! Draws one page.

use crate::PaperError;
use crate::flow::{Mark, Page, Shape, SlotId, Target, Wash};
use crate::layout::Layout;
use crate::letters::{FontId, Run};
use crate::style::{Ink, PAGE_HEIGHT, PAGE_WIDTH, WHITE};
use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target as Destination};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag};
use krilla::text::KrillaGlyph;

/// Draws a page and notes for each slot what of it stands there.
pub(super) fn draw(
    document: &mut Document,
    layout: &Layout,
    page: &Page,
    logo: Option<&Image>,
    told: &mut [Vec<Node>],
) -> Result<(), PaperError> {
    let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT).ok_or_else(|| PaperError::Writing("no page size".to_owned()))?;
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    let mut pen = Pen { surface: &mut surface, layout, logo, told, open: Section::Closed, line: Line::default() };
    pen.section(None);
    for wash in &page.washes {
        pen.area(*wash);
    }
    for mark in &page.marks {
        pen.mark(mark);
    }
    pen.end();
    surface.finish();
    for mark in &page.marks {
        if let Mark::Link { x, y, width, height, target, slot } = mark {
            let Some((annotation, rect)) = leads_to(layout, target).zip(Rect::from_xywh(*x, *y, *width, *height)) else { continue };
            let (to, words) = annotation;
            let link = Annotation::new_link(LinkAnnotation::new(rect, to), Some(words));
            told[slot.index()].push(sheet.add_tagged_annotation(link).into());
        }
    }
    sheet.finish();
    Ok(())
}

fn leads_to(layout: &Layout, target: &Target) -> Option<(Destination, String)> {
    match target {
        Target::Address(address) => Some((Destination::Action(Action::Link(LinkAction::new(address.to_string()))), address.to_string())),
        Target::Bookmark(at) => {
            let (bookmark, page, y) = layout.bookmarks.get(*at)?;
            let place = XyzDestination::new(*page, Point::from_xy(0.0, (y - 12.0).max(0.0)));
            Some((Destination::Destination(place.into()), format!("To {}", bookmark.title)))
        }
    }
}

/// What the marks that come next mean.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Closed,
    /// Nothing: they are there for the eye.
    Unsaid,
    Said(SlotId),
}

struct Pen<'a, 's> {
    surface: &'a mut Surface<'s>,
    layout: &'a Layout,
    logo: Option<&'a Image>,
    told: &'a mut [Vec<Node>],
    open: Section,
    line: Line,
}

/// Letters of one look that stand beside each other, to be drawn in one go.
#[derive(Default)]
struct Line {
    look: Option<(FontId, Ink)>,
    x: f32,
    y: f32,
    size: f32,
    end: f32,
    text: String,
    glyphs: Vec<KrillaGlyph>,
}

impl Pen<'_, '_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Text { x, y, size, ink, piece, slot } => {
                self.section(*slot);
                let mut x = *x;
                for run in &piece.runs {
                    self.letters(run, (x, *y), *size, *ink);
                    x += run.width * size;
                }
            }
            Mark::Shape { shape, slot } => {
                self.section(*slot);
                match shape {
                    Shape::Area(wash) => self.area(*wash),
                    Shape::Path { points, closed, width, ink } => self.path(points, *closed, *width, *ink),
                }
            }
            Mark::Logo { x, y, width, height, slot } => {
                self.section(Some(*slot));
                self.flush();
                if let Some((image, size)) = self.logo.zip(Size::from_wh(*width, *height)) {
                    self.surface.push_transform(&Transform::from_translate(*x, *y));
                    self.surface.draw_image(image.clone(), size);
                    self.surface.pop();
                }
            }
            Mark::Link { .. } => {}
        }
    }

    fn section(&mut self, slot: Option<SlotId>) {
        let next = slot.map_or(Section::Unsaid, Section::Said);
        if self.open == next {
            return;
        }
        self.end();
        let tag = match slot {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::new(ArtifactType::Layout, None)),
        };
        let id = self.surface.start_tagged(tag);
        if let Some(slot) = slot {
            self.told[slot.index()].push(id.into());
        }
        self.open = next;
    }

    fn end(&mut self) {
        self.flush();
        if self.open != Section::Closed {
            self.surface.end_tagged();
        }
        self.open = Section::Closed;
    }

    fn letters(&mut self, run: &Run, (x, y): (f32, f32), size: f32, ink: Ink) {
        let line = &self.line;
        let goes_on = line.look == Some((run.font, ink)) && near(line.y, y) && near(line.size, size) && near(line.end, x);
        if !goes_on {
            self.flush();
            self.line = Line { look: Some((run.font, ink)), x, y, size, end: x, ..std::mem::take(&mut self.line) };
        }
        let start = self.line.text.len();
        self.line.text.push_str(&run.text);
        let moved = |glyph: &KrillaGlyph| {
            let range = glyph.text_range.start + start..glyph.text_range.end + start;
            KrillaGlyph { text_range: range, ..glyph.clone() }
        };
        self.line.glyphs.extend(run.glyphs.iter().map(moved));
        self.line.end += run.width * size;
    }

    fn flush(&mut self) {
        if let Some((font, ink)) = self.line.look.take() {
            self.surface.set_fill(Some(fill(ink)));
            let font = self.layout.fonts.embedded(font);
            let start = Point::from_xy(self.line.x, self.line.y);
            self.surface.draw_glyphs(start, &self.line.glyphs, font, &self.line.text, self.line.size, false);
        }
        self.line.text.clear();
        self.line.glyphs.clear();
    }

    fn area(&mut self, wash: Wash) {
        self.flush();
        self.surface.set_fill(Some(fill(wash.ink)));
        if let Some(path) = outline(wash) {
            self.surface.draw_path(&path);
        }
    }

    fn path(&mut self, points: &[(f32, f32)], closed: bool, width: f32, ink: Ink) {
        self.flush();
        let mut builder = PathBuilder::new();
        for (at, (x, y)) in points.iter().enumerate() {
            if at == 0 { builder.move_to(*x, *y) } else { builder.line_to(*x, *y) }
        }
        if closed {
            builder.close();
        }
        let stroke = Stroke { paint: colour(ink).into(), width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.surface.set_fill(closed.then(|| fill(WHITE)));
        self.surface.set_stroke(Some(stroke));
        if let Some(path) = builder.finish() {
            self.surface.draw_path(&path);
        }
        self.surface.set_stroke(None);
    }
}

fn near(left: f32, right: f32) -> bool {
    (left - right).abs() < 0.01
}

fn colour(ink: Ink) -> rgb::Color {
    rgb::Color::new(ink.0, ink.1, ink.2)
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), ..Fill::default() }
}

/// The edge of an area. A quarter of a circle is drawn as a cubic with 0.5523 of the radius as the length of its arms.
fn outline(wash: Wash) -> Option<Path> {
    let Wash { x, y, width, height, radius, .. } = wash;
    let mut builder = PathBuilder::new();
    if radius <= 0.0 {
        builder.push_rect(Rect::from_xywh(x, y, width, height)?);
        return builder.finish();
    }
    let (right, bottom) = (x + width, y + height);
    let r = radius.min(width / 2.0).min(height / 2.0);
    let arm = r * (1.0 - 0.5523);
    builder.move_to(x + r, y);
    builder.line_to(right - r, y);
    builder.cubic_to(right - arm, y, right, y + arm, right, y + r);
    builder.line_to(right, bottom - r);
    builder.cubic_to(right, bottom - arm, right - arm, bottom, right - r, bottom);
    builder.line_to(x + r, bottom);
    builder.cubic_to(x + arm, bottom, x, bottom - arm, x, bottom - r);
    builder.line_to(x, y + r);
    builder.cubic_to(x, y + arm, x + arm, y, x + r, y);
    builder.close();
    builder.finish()
}
