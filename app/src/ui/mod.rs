//! The parts pages are built from: shell, forms, tables, status, charts.
//!
//! Nothing here knows a room or a domain type: callers hand in words, links and integers. Everything renders on the
//! server to plain HTML that works without script and carries no inline style, so that the strict content security
//! policy holds. The classes and the HTML each part writes are described in `docs/design.md`.

pub mod button;
pub mod charts;
pub mod error_page;
pub mod facts;
pub mod field;
pub mod file_input;
pub mod inputs;
pub mod kind;
pub mod notice;
pub mod page;
pub mod pager;
pub mod person;
pub mod problems;
pub mod progress;
pub mod shell;
pub mod status;
#[cfg(test)]
mod style_rules;
pub mod subnav;
pub mod table;
pub mod text;
pub mod theme;

pub use button::{Button, ButtonKind, ButtonLink};
pub use error_page::ErrorPage;
pub use facts::{Fact, Facts, TitleBlock};
pub use field::{Field, field_id};
pub use file_input::FileInput;
pub use inputs::{Checkbox, Choice, HiddenInput, Radio, Select, Suggestions, TextArea, TextInput};
pub use kind::Kind;
pub use notice::{EmptyState, Notice};
pub use page::{Crumb, PageHead, Sheet};
pub use pager::Pager;
pub use person::Person;
pub use problems::{Problem, Problems};
pub use progress::{Delta, Progress, Stat, Way};
pub use shell::{Shell, UserMenu};
pub use status::{Balloon, Pill, Stamp, Status, Tag, Tags};
pub use subnav::{GroupNav, NavLink, SubNav};
pub use table::{Cell, Table};
pub use text::OptText;
pub use theme::{Theme, ThemeSwitch};
