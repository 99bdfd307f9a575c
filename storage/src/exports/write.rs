//! The rows of a file into a database that does not have the project.

use super::check::check;
use super::kinds::{Column, Kind, Tie};
use super::parse::{Archive, Section};
use super::people::{self, Known};
use super::suspect::blamed;
use super::value::{Value, bind};
use super::vouch::vouch;
use super::{ArchiveError, Place};
use crate::accounts::users;
use crate::db::Conn;
use crate::{StorageError, Tx, assessments, portfolio, projects};
use domain::Timestamp;
use domain::accounts::User;
use domain::ids::{ProjectId, UserId};
use domain::text::Slug;
use sqlx::AssertSqlSafe;
use std::borrow::Cow;
use std::collections::HashSet;
use uuid::Uuid;

/// What came of [`write()`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The project.
    pub project: ProjectId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Accounts that were made. Nobody can sign in with them before an administrator sets a password.
    pub made: Vec<User>,
}

/// Writes the project of a file, under another name in addresses where one is given. What the file leaves open, such as how the project
/// stands, is for the caller. The transaction must not be committed after an error.
///
/// # Errors
/// [`ArchiveError`], with the row that cannot be taken.
pub async fn write(tx: &mut Tx, archive: &Archive, slug: Option<&Slug>, now: Timestamp) -> Result<Restored, ArchiveError> {
    check(archive)?;
    let (project, slug) = place(tx, archive, slug).await?;
    let known = people::settle(tx, &archive.people, now).await?;
    strangers(tx, archive).await?;
    for section in &archive.sections {
        insert(tx, section, &known, &slug).await?;
        if section.table.tie == Tie::Itself {
            portfolio::begin(tx, project).await?;
        }
    }
    if let Err(error) = vouch(tx, archive, project, now).await {
        return Err(blamed(tx, archive, project, error).await);
    }
    throw_away(tx, archive).await?;
    freeze(tx, archive).await?;
    assessments::list(tx, project, crate::Window::first(i64::MAX)).await.map_err(ArchiveError::unusable)?;
    Ok(Restored { project, slug, made: known.made })
}

/// Where the project goes: nowhere, if it is here already or another one has its place.
async fn place(tx: &mut Tx, archive: &Archive, slug: Option<&Slug>) -> Result<(ProjectId, Slug), ArchiveError> {
    let found = archive.section("projects").and_then(|section| {
        let row = section.rows.first()?;
        Some((row.get(section.at("id")?)?.id()?, row.get(section.at("slug")?)?.text()?))
    });
    let (id, own) = found.ok_or(StorageError::Corrupt("projects.id"))?;
    let own = own.parse().map_err(|error| {
        let place = Place { table: "project", row: 1, column: Some("slug") };
        ArchiveError::at(place, format!("{error}"))
    });
    let slug = slug.cloned().map_or(own, Ok)?;
    match projects::find(tx, ProjectId(id)).await {
        Ok(project) => return Err(ArchiveError::Here(project.slug.as_str().to_owned())),
        Err(StorageError::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    match projects::get(tx, &slug).await? {
        Some(_) => Err(ArchiveError::SlugTaken(slug.as_str().to_owned())),
        None => Ok((ProjectId(id), slug)),
    }
}

/// People of former days may be named without an account, but nobody of this installation whom the file does not introduce.
async fn strangers(tx: &mut Tx, archive: &Archive) -> Result<(), ArchiveError> {
    let mut seen: HashSet<Uuid> = archive.people.iter().map(|person| person.id).collect();
    for section in &archive.sections {
        for (at, column) in section.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Person) {
            for (row, values) in section.rows.iter().enumerate() {
                let Some(id) = values.get(at).and_then(Value::id).filter(|id| !seen.contains(id)) else { continue };
                if users::get(tx, UserId(id)).await?.is_some() {
                    let problem = "is somebody of this installation who is not among “people”; add the person there";
                    return Err(ArchiveError::at(section.place(row, Some(column.name)), problem));
                }
                seen.insert(id);
            }
        }
    }
    Ok(())
}

/// Runs a statement made of the list of tables, on whichever database there is.
macro_rules! run_row {
    ($tx:expr, $sql:expr, $values:expr) => {{
        $tx.count();
        let sql = AssertSqlSafe($sql);
        let done = match $tx.conn() {
            Conn::Sqlite(conn) => {
                let mut query = sqlx::query::<sqlx::Sqlite>(sql);
                for (column, value) in $values {
                    query = bind!(query, column, value);
                }
                query.execute(&mut **conn).await.map(drop)
            }
            Conn::Postgres(conn) => {
                let mut query = sqlx::query::<sqlx::Postgres>(sql);
                for (column, value) in $values {
                    query = bind!(query, column, value);
                }
                query.execute(&mut **conn).await.map(drop)
            }
        };
        done.map_err(StorageError::from)
    }};
}

async fn insert(tx: &mut Tx, section: &Section, known: &Known, slug: &Slug) -> Result<(), ArchiveError> {
    let names: Vec<&str> = section.columns.iter().map(|column| column.name).collect();
    let places: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", section.table.name, names.join(", "), places.join(", "));
    let state = section.at("state").filter(|_| section.table.name == "assessments");
    for (row, values) in section.rows.iter().enumerate() {
        let sealed = state.and_then(|at| values.get(at)).and_then(Value::text) == Some("final");
        let values: Vec<(&Column, Cow<'_, Value>)> = section
            .columns
            .iter()
            .zip(values)
            // The sealed document names its author too, and is compared with the row.
            .map(|(column, value)| match column.name {
                "author_id" if sealed => (*column, Cow::Borrowed(value)),
                _ => (*column, first(section, column, value, known, slug)),
            })
            .collect();
        let done = run_row!(tx, sql.clone(), values.iter().map(|(column, value)| (*column, value.as_ref())));
        done.map_err(|error| refused(error, section.place(row, None)))?;
    }
    Ok(())
}

/// A value as it is first written: nothing is frozen and nothing in the bin yet, for what is frozen takes no rows any more, and what is
/// in the bin is not read.
fn first<'a>(section: &Section, column: &Column, value: &'a Value, known: &Known, slug: &Slug) -> Cow<'a, Value> {
    match (section.table.name, column.name, column.kind, value) {
        ("projects", "slug", ..) => Cow::Owned(Value::Text(slug.as_str().to_owned())),
        ("assessments", "state", _, Value::Text(state)) if state == "final" => Cow::Owned(Value::Text("draft".to_owned())),
        ("assessments", "supersedes_id", ..) | (_, "deleted_at", ..) => Cow::Owned(Value::Null),
        (_, _, Kind::Member | Kind::Person | Kind::Subject, Value::Id(id)) => Cow::Owned(Value::Id(known.here(*id))),
        _ => Cow::Borrowed(value),
    }
}

/// What the database says of a row, where it is about the row.
fn refused(error: StorageError, place: Place) -> ArchiveError {
    match error {
        StorageError::Exists => ArchiveError::at(place, "is here already, or stands in the file twice"),
        StorageError::Database(sqlx::Error::Database(error)) => {
            ArchiveError::at(place, format!("the database does not take it: {}", error.message()))
        }
        other => other.into(),
    }
}

/// Puts into the bin what was there.
async fn throw_away(tx: &mut Tx, archive: &Archive) -> Result<(), ArchiveError> {
    for section in &archive.sections {
        let (Some(id), Some(gone)) = (section.at("id"), section.at("deleted_at")) else { continue };
        let sql = format!("UPDATE {} SET deleted_at = $2 WHERE id = $1", section.table.name);
        set(tx, section, &sql, [id, gone], |values| values.get(gone) != Some(&Value::Null)).await?;
    }
    Ok(())
}

/// Freezes what was frozen, when all rows are written.
async fn freeze(tx: &mut Tx, archive: &Archive) -> Result<(), ArchiveError> {
    let Some(section) = archive.section("assessments") else { return Ok(()) };
    let (Some(id), Some(state), Some(over)) = (section.at("id"), section.at("state"), section.at("supersedes_id")) else { return Ok(()) };
    let sql = "UPDATE assessments SET state = $2, supersedes_id = $3 WHERE id = $1";
    set(tx, section, sql, [id, state, over], |_| true).await
}

/// Runs a statement for each row that is `asked` for, with the values of these columns.
async fn set<const N: usize>(
    tx: &mut Tx,
    section: &Section,
    sql: &str,
    columns: [usize; N],
    asked: impl Fn(&[Value]) -> bool,
) -> Result<(), ArchiveError> {
    for (row, values) in section.rows.iter().enumerate().filter(|(_, values)| asked(values)) {
        let bound = columns.iter().filter_map(|at| section.columns.get(*at).copied().zip(values.get(*at)));
        let done = run_row!(tx, sql.to_owned(), bound);
        done.map_err(|error| refused(error, section.place(row, None)))?;
    }
    Ok(())
}
