//! A report as pages: every mark has its place, and nothing is written yet.

use crate::PaperError;
use crate::blocks::Anchor;
use crate::flow::{Bookmark, Composer, Kind, Mark, Page, Place, Shape, Tree, Wash};
use crate::letters::{Fonts, Shaper};
use crate::style::{DEPTH, MEASURE, PAGE_HEIGHT, PAGE_WIDTH, RULE, RUNNING, SIDE};
use domain::exports::{Report, Section};

/// Headings of level 2 are in the contents up to so many; all of them are bookmarks.
const LISTED: usize = 60;

/// A report that is laid out.
pub(crate) struct Layout {
    pub(crate) fonts: Fonts,
    pub(crate) pages: Vec<Page>,
    pub(crate) tree: Tree,
    /// Headings with their page, counted from 0, and their height on it.
    pub(crate) bookmarks: Vec<(Bookmark, usize, f32)>,
}

/// Lays out a report. `logo` is the size of the logo in pixels.
pub(crate) fn layout(report: &Report, logo: Option<(u32, u32)>) -> Result<Layout, PaperError> {
    let mut composer = Composer::new(Shaper::new(Fonts::open()?));
    composer.cover(&report.cover, logo)?;
    let (mut pages, _) = take(&mut composer)?;
    let contents = (report.parts.len() > 1).then(|| composer.tree.root(Kind::Part));
    for part in &report.parts {
        composer.parent = composer.tree.root(Kind::Part);
        if part.section == Section::Summary || composer.pager.left()? < DEPTH / 3.0 {
            composer.pager.new_page()?;
        }
        composer.part_heading(part.section.title())?;
        composer.blocks(&part.blocks, 12.0, 0)?;
    }
    let (body, places) = take(&mut composer)?;
    let bookmarks = std::mem::take(&mut composer.bookmarks);
    let before = pages.len();
    if let Some(contents) = contents {
        composer.parent = contents;
        let listed = contents_pages(&mut composer, &bookmarks, &places, before)?;
        pages.extend(listed);
    }
    let before = pages.len();
    if !report.parts.is_empty() {
        pages.extend(body);
    }
    if pages.len() > crate::flow::MOST_PAGES {
        return Err(PaperError::TooLong);
    }
    let headings = places.into_iter().filter_map(|(at, page, y)| Some((bookmarks.get(at)?.clone(), page + before, y))).collect();
    running(&mut composer, &mut pages, &report.cover);
    Ok(Layout { fonts: composer.shaper.into_fonts(), pages, tree: composer.tree, bookmarks: headings })
}

fn take(composer: &mut Composer) -> Result<(Vec<Page>, Vec<Place>), PaperError> {
    composer.place_marker()?;
    std::mem::take(&mut composer.pager).finish()
}

/// The contents come before what they list, so they are laid out twice: first to see how many pages they take.
fn contents_pages(composer: &mut Composer, bookmarks: &[Bookmark], places: &[Place], before: usize) -> Result<Vec<Page>, PaperError> {
    let deepest = if bookmarks.iter().filter(|bookmark| bookmark.level <= 2).count() <= LISTED { 2 } else { 1 };
    let mut pages_of = vec![1; bookmarks.len()];
    let (tree, parent) = (std::mem::take(&mut composer.tree), composer.parent);
    composer.parent = composer.tree.root(Kind::Part);
    composer.contents(bookmarks, &pages_of, deepest)?;
    let (trial, _) = take(composer)?;
    (composer.tree, composer.parent) = (tree, parent);
    for (at, page, _) in places {
        pages_of[*at] = before + trial.len() + page + 1;
    }
    composer.contents(bookmarks, &pages_of, deepest)?;
    Ok(take(composer)?.0)
}

/// Writes what runs along on every page but the first: whose report it is, and which page.
fn running(composer: &mut Composer, pages: &mut [Page], cover: &domain::exports::Cover) {
    let (left, right) = (SIDE, PAGE_WIDTH - SIDE);
    let title = if cover.title.is_empty() { cover.project.clone() } else { format!("{} · {}", cover.project, cover.title) };
    let count = pages.len();
    let half = (left, left + MEASURE * 0.6);
    for (at, page) in pages.iter_mut().enumerate().skip(1) {
        page.marks.push(composer.label(&title, RUNNING, (left, 40.0), Anchor::Start, (left, right), None));
        let line = Wash::area(left, 47.0, MEASURE, 0.5, RULE);
        page.marks.push(Mark::Shape { shape: Shape::Area(line), slot: None });
        let foot = PAGE_HEIGHT - 34.0;
        if let Some(organisation) = &cover.organisation {
            page.marks.push(composer.label(organisation, RUNNING, (left, foot), Anchor::Start, half, None));
        }
        let words = format!("Page {} of {count}", at + 1);
        page.marks.push(composer.label(&words, RUNNING, (right, foot), Anchor::End, (half.1, right), None));
    }
}
