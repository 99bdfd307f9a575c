//! From pages to the bytes of a PDF file.

mod page;
mod structure;

use crate::PaperError;
use crate::layout::Layout;
use domain::exports::Cover;
use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::Point;
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Node, TagTree};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Writes the file: as PDF/UA-1 if it passes the checks of the library, else tagged in the same way without the claim.
pub(crate) fn write(layout: &Layout, cover: &Cover, logo: Option<&Image>) -> Result<Vec<u8>, PaperError> {
    match attempt(layout, cover, logo, true) {
        Err(PaperError::Refused(_)) => attempt(layout, cover, logo, false),
        written => written,
    }
}

/// Writes the file, or says why not.
pub(crate) fn attempt(layout: &Layout, cover: &Cover, logo: Option<&Image>, accessible: bool) -> Result<Vec<u8>, PaperError> {
    // The library panics where it meets what it takes for impossible. No text is known to bring it there; should one be found, its
    // author gets an error and not a dead server.
    let document = AssertUnwindSafe(|| document(layout, cover, logo, accessible)?.finish().map_err(refused));
    catch_unwind(document).unwrap_or_else(|_| Err(PaperError::Writing("the PDF library gave up".to_owned())))
}

fn refused(error: KrillaError) -> PaperError {
    match error {
        KrillaError::Validation(errors) => {
            let first = errors.first().map(|(error, _)| format!("{error:?}")).unwrap_or_default();
            PaperError::Refused(format!("{} findings, the first: {first}", errors.len()))
        }
        KrillaError::Image(_, _, why) => PaperError::Logo(why),
        error => PaperError::Writing(error.to_string()),
    }
}

fn document(layout: &Layout, cover: &Cover, logo: Option<&Image>, accessible: bool) -> Result<Document, PaperError> {
    let mut settings = SerializeSettings { enable_tagging: true, ..SerializeSettings::default() };
    if accessible {
        let builder = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
        settings.configuration = builder.finish().map_err(|error| PaperError::Writing(format!("{error:?}")))?;
    }
    let mut document = Document::new_with(settings);
    let mut told: Vec<Vec<Node>> = vec![Vec::new(); layout.tree.slots()];
    for page in &layout.pages {
        page::draw(&mut document, layout, page, logo, &mut told)?;
    }
    let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
    for root in layout.tree.roots() {
        if let Some(group) = structure::group(&layout.tree, *root, &mut told) {
            tree.push(group);
        }
    }
    document.set_tag_tree(tree);
    document.set_outline(outline(layout));
    document.set_metadata(metadata(cover));
    Ok(document)
}

/// Without dates: the same report gives the same bytes.
fn metadata(cover: &Cover) -> Metadata {
    let line = |text: &str| crate::letters::clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let title = [line(&cover.project), line(&cover.title)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let title = if title.is_empty() { "Report".to_owned() } else { title };
    let metadata = Metadata::new().title(title).language("en".to_owned()).creator("Holdpoint".to_owned());
    match &cover.organisation {
        Some(organisation) => metadata.authors(vec![line(organisation)]),
        None => metadata,
    }
}

/// The bookmarks, nested by level.
fn outline(layout: &Layout) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let first =
        layout.bookmarks.is_empty().then(|| (1, OutlineNode::new("Report".to_owned(), XyzDestination::new(0, Point::from_xy(0.0, 0.0)))));
    let nodes = layout.bookmarks.iter().map(|(bookmark, page, y)| {
        let place = XyzDestination::new(*page, Point::from_xy(0.0, (y - 12.0).max(0.0)));
        (bookmark.level, OutlineNode::new(bookmark.title.clone(), place))
    });
    for (level, node) in first.into_iter().chain(nodes) {
        close(&mut outline, &mut open, level);
        open.push((level, node));
    }
    close(&mut outline, &mut open, 0);
    outline
}

/// Hangs what is open at this level or deeper where it belongs.
fn close(outline: &mut Outline, open: &mut Vec<(u8, OutlineNode)>, level: u8) {
    while let Some((_, node)) = open.pop_if(|(deeper, _)| *deeper >= level) {
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}
