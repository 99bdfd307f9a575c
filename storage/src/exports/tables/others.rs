//! Comments, attachments and history.

use super::{ID, PROJECT, VERSION, member, moment, person, row, text};
use crate::exports::kinds::{Column, Kind, Part, Table, Tie};

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "comments",
        part: Some(Part::Comments),
        tie: Tie::Project,
        only: "",
        order: &["id"],
        says: "What people said about records.",
        columns: &[
            ID,
            PROJECT,
            text("record_kind"),
            Column::new("record_id", Kind::Record("record_kind")),
            text("body").says("Markdown."),
            person("author_id"),
            text("author_name"),
            moment("created_at"),
            moment("edited_at").maybe(),
            moment("deleted_at").maybe(),
            VERSION,
        ],
    },
    Table {
        name: "mentions",
        part: Some(Part::Comments),
        tie: Tie::Parent("comment_id", "comments"),
        only: "",
        order: &["comment_id", "user_id"],
        says: "Whom comments name.",
        columns: &[row("comment_id", "comments"), member("user_id")],
    },
    Table {
        name: "evidence_files",
        part: Some(Part::Attachments),
        tie: Tie::Parent("evidence_id", "evidence"),
        only: "",
        order: &["evidence_id"],
        says: "The files among the evidence.",
        columns: &[row("evidence_id", "evidence"), Column::new("content", Kind::Bytes).says("Base64 with padding (RFC 4648, section 4).")],
    },
    Table {
        name: "events",
        part: Some(Part::History),
        tie: Tie::Project,
        only: "",
        order: &["id"],
        says: "Who did what when, oldest first.",
        columns: &[
            ID,
            moment("at"),
            PROJECT.not_here(),
            person("actor_id").maybe().says("Null for the operator at the command line."),
            text("actor_name"),
            text("kind"),
            Column::new("subject", Kind::Subject).says("What it happened to."),
            text("summary"),
            Column::new("changes", Kind::JsonText).says("The fields that changed, with what was before and after."),
        ],
    },
];
