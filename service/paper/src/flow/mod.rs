//! From blocks to pages: marks, the pages they stand on, and what they mean.

mod composer;
mod mark;
mod pager;
mod paint;
mod row;
mod tree;

pub(crate) use composer::{Bookmark, Composer, Rail};
pub(crate) use mark::{Mark, Shape, Strip, Target, Wash};
pub(crate) use pager::{MOST_PAGES, Page, Pager, Place};
pub(crate) use row::{Cell, RowLook};
pub(crate) use tree::{Kid, Kind, NodeId, SlotId, Tree};
