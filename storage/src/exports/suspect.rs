//! Which row of a file it was that no page could show: looked for only once it is known that there is one.

use super::ArchiveError;
use super::parse::{Archive, Section};
use super::value::Value;
use crate::{
    StorageError, Tx, assessments, blockers, checklists, comments, criteria, decisions, exchange, metrics, plans, risks, verifications,
};
use domain::ids::ProjectId;
use uuid::Uuid;

/// Says of an error in reading the rows of a project which of them it is about, as far as rows are read one by one.
pub(super) async fn blamed(tx: &mut Tx, archive: &Archive, project: ProjectId, error: StorageError) -> ArchiveError {
    let (table, column) = match &error {
        StorageError::Corrupt(column) => column.split_once('.').map_or((None, None), |(table, column)| (Some(table), Some(column))),
        StorageError::Database(sqlx::Error::ColumnDecode { .. }) => (None, None),
        _ => return error.into(),
    };
    for section in archive.sections.iter().filter(|section| table.is_none_or(|table| table == section.table.name)) {
        if let Some(row) = first(tx, section, project).await {
            // Some errors are about several columns at once.
            let column = column.filter(|column| section.at(column).is_some());
            let words = ArchiveError::unusable(error).to_string();
            return ArchiveError::at(section.place(row, column), words);
        }
    }
    ArchiveError::unusable(error)
}

/// The first row of a table that cannot be read.
async fn first(tx: &mut Tx, section: &Section, project: ProjectId) -> Option<usize> {
    let at = section.at("id")?;
    for (row, values) in section.rows.iter().enumerate() {
        let id = values.get(at).and_then(Value::id)?;
        let read = one(tx, section.table.name, project, id).await?;
        if let Err(StorageError::Corrupt(_) | StorageError::Database(sqlx::Error::ColumnDecode { .. })) = read {
            return Some(row);
        }
    }
    None
}

/// Reads one row; `None` where rows of that table are read only in lists.
async fn one(tx: &mut Tx, table: &str, project: ProjectId, id: Uuid) -> Option<Result<(), StorageError>> {
    Some(match table {
        "sources" => exchange::find(tx, project, id.into()).await.map(drop),
        "assessments" => assessments::find(tx, project, id.into()).await.map(drop),
        "categories" => assessments::find_category(tx, project, id.into()).await.map(drop),
        "findings" => assessments::find_finding(tx, project, id.into()).await.map(drop),
        "metrics" => metrics::find(tx, project, id.into()).await.map(drop),
        "measurements" => metrics::find_measurement(tx, project, id.into()).await.map(drop),
        "decisions" => decisions::find(tx, project, id.into()).await.map(drop),
        "blockers" => blockers::find(tx, project, id.into()).await.map(drop),
        "risks" => risks::find(tx, project, id.into()).await.map(drop),
        "checklists" => checklists::find(tx, project, id.into()).await.map(drop),
        "items" => checklists::find_item(tx, project, id.into()).await.map(drop),
        "evidence" => checklists::find_evidence(tx, project, id.into()).await.map(drop),
        "criteria" => criteria::find(tx, project, id.into()).await.map(drop),
        "actions" => plans::find(tx, project, id.into()).await.map(drop),
        "verifications" => verifications::find(tx, project, id.into()).await.map(drop),
        "comments" => comments::find(tx, project, id.into()).await.map(drop),
        _ => return None,
    })
}
