//! The structure in the words of the library.

use crate::flow::{Kid, Kind, NodeId, Tree};
use krilla::tagging::{ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind};
use std::num::NonZeroU16;

/// An element with all that it holds; `None` where nothing of it stands on a page. Elements nest no deeper than blocks are written.
pub(super) fn group(tree: &Tree, id: NodeId, told: &mut [Vec<Node>]) -> Option<TagGroup> {
    let (kind, kids) = tree.get(id);
    let mut children: Vec<Node> = Vec::new();
    for kid in kids {
        match kid {
            Kid::Slot(slot) => children.append(&mut told[slot.index()]),
            Kid::Node(node) => children.extend(group(tree, *node, told).map(Node::from)),
        }
    }
    // An empty cell still has its place in a row.
    let place = matches!(kind, Kind::Cell | Kind::RowHead | Kind::ColumnHead);
    (place || !children.is_empty()).then(|| TagGroup::with_children(tag(kind), children))
}

fn tag(kind: &Kind) -> TagKind {
    match kind {
        Kind::Part => Tag::Part.into(),
        Kind::Heading { level, title } => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        Kind::Paragraph => Tag::P.into(),
        Kind::Quote => Tag::BlockQuote.into(),
        Kind::Code => Tag::Code.into(),
        Kind::List { numbers } => Tag::L(if *numbers { ListNumbering::Decimal } else { ListNumbering::Disc }).into(),
        Kind::Facts => Tag::L(ListNumbering::None).into(),
        Kind::Item => Tag::LI.into(),
        Kind::Label => Tag::Lbl.into(),
        Kind::Body => Tag::LBody.into(),
        Kind::Table { summary } => Tag::Table.with_summary(Some(summary.clone())).into(),
        Kind::Head => Tag::THead.into(),
        Kind::Rows => Tag::TBody.into(),
        Kind::Row => Tag::TR.into(),
        Kind::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Kind::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Kind::Cell => Tag::TD.into(),
        Kind::Figure { alt } => Tag::Figure(Some(if alt.is_empty() { "Figure" } else { alt }.to_owned())).into(),
        Kind::Caption => Tag::Caption.into(),
        Kind::Link => Tag::Link.into(),
        Kind::Contents => Tag::TOC.into(),
        Kind::ContentsItem => Tag::TOCI.into(),
    }
}
