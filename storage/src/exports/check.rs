//! Whether the rows of a file fit together and reach nothing outside of it.

use super::kinds::Kind;
use super::parse::{Archive, Section};
use super::value::Value;
use super::{ArchiveError, Place};
use domain::assessments::Snapshot;
use domain::checklists::recognised;
use domain::digest::sha256;
use domain::records::RecordKind;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Everything that can be said of a file without a database.
///
/// # Errors
/// [`ArchiveError::Row`] for the first row that does not fit.
pub(super) fn check(archive: &Archive) -> Result<(), ArchiveError> {
    let people = people(archive)?;
    let ids = ids(archive)?;
    let project = ids.get("projects").and_then(|ids| ids.iter().next().copied());
    for section in &archive.sections {
        for (row, values) in section.rows.iter().enumerate() {
            references(section, row, values, project, &ids, &people)?;
        }
    }
    seals(archive)?;
    files(archive)
}

/// The identities of the people; each stands once, and each address.
fn people(archive: &Archive) -> Result<HashSet<Uuid>, ArchiveError> {
    let (mut ids, mut addresses) = (HashSet::new(), HashSet::new());
    for (row, person) in archive.people.iter().enumerate() {
        let place = |column| Place { table: "people", row: row + 1, column: Some(column) };
        if !ids.insert(person.id) {
            return Err(ArchiveError::at(place("id"), "stands there twice"));
        }
        if !addresses.insert(person.email.as_str()) {
            return Err(ArchiveError::at(place("email"), "stands there twice"));
        }
    }
    Ok(ids)
}

type Ids = HashMap<&'static str, HashSet<Uuid>>;

/// The identities of the rows of each table; no two rows have the same one, whatever their tables.
fn ids(archive: &Archive) -> Result<Ids, ArchiveError> {
    let (mut found, mut all) = (Ids::new(), HashSet::new());
    for section in &archive.sections {
        let known = found.entry(section.table.name).or_default();
        let Some(at) = section.at("id") else { continue };
        for (row, values) in section.rows.iter().enumerate() {
            let Some(id) = values.get(at).and_then(Value::id) else { continue };
            if !all.insert(id) {
                return Err(ArchiveError::at(section.place(row, Some("id")), "is the identity of another row of the file"));
            }
            known.insert(id);
        }
    }
    Ok(found)
}

fn references(
    section: &Section,
    row: usize,
    values: &[Value],
    project: Option<Uuid>,
    ids: &Ids,
    people: &HashSet<Uuid>,
) -> Result<(), ArchiveError> {
    for (column, value) in section.columns.iter().zip(values) {
        let Some(id) = value.id() else { continue };
        let in_table = |table: &str| ids.get(table).is_some_and(|ids| ids.contains(&id));
        let problem = match column.kind {
            Kind::Project if Some(id) != project => "is another project than that of the file".to_owned(),
            Kind::Row(table) if !in_table(table) => format!("is no row of “{table}” in the file"),
            Kind::Member if !people.contains(&id) => "is nobody of “people”; add the person there".to_owned(),
            Kind::Record(by) => {
                let word = section.at(by).and_then(|at| values.get(at)).and_then(Value::text).unwrap_or_default();
                match RecordKind::from_word(word) {
                    Some(kind) if in_table(table_of(kind)) => continue,
                    Some(kind) => format!("is no row of “{}” in the file", table_of(kind)),
                    None => format!("“{by}” beside it names no kind of record"),
                }
            }
            _ => continue,
        };
        return Err(ArchiveError::at(section.place(row, Some(column.name)), problem));
    }
    Ok(())
}

const fn table_of(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Assessment => "assessments",
        RecordKind::Finding => "findings",
        RecordKind::Blocker => "blockers",
        RecordKind::Risk => "risks",
        RecordKind::Checklist => "checklists",
        RecordKind::Item => "items",
        RecordKind::Criterion => "criteria",
        RecordKind::Action => "actions",
        RecordKind::Verification => "verifications",
    }
}

/// Reads columns of a row by name.
struct Named<'a> {
    section: &'a Section,
    row: usize,
}

impl<'a> Named<'a> {
    fn all(archive: &'a Archive, table: &str) -> impl Iterator<Item = Self> {
        archive.section(table).into_iter().flat_map(|section| (0..section.rows.len()).map(move |row| Self { section, row }))
    }

    fn value(&self, column: &str) -> &'a Value {
        let found = self.section.at(column).and_then(|at| self.section.rows.get(self.row)?.get(at));
        found.unwrap_or(&Value::Null)
    }

    fn refuse(&self, column: &'static str, problem: &str) -> ArchiveError {
        ArchiveError::at(self.section.place(self.row, Some(column)), problem)
    }
}

/// What is sealed is what its digest says, and what is frozen is sealed.
fn seals(archive: &Archive) -> Result<(), ArchiveError> {
    let mut sealed = HashSet::new();
    for row in Named::all(archive, "snapshots") {
        sealed.extend(row.value("assessment_id").id());
        let document = row.value("document").text().unwrap_or_default();
        if row.value("sha256").text() != Some(sha256(document.as_bytes()).as_str()) {
            return Err(row.refuse("sha256", "is not the digest of the document"));
        }
        if row.value("bytes").number().and_then(|bytes| usize::try_from(bytes).ok()) != Some(document.len()) {
            return Err(row.refuse("bytes", "is not the length of the document"));
        }
    }
    for row in Named::all(archive, "snapshots") {
        let kept = Snapshot::parse(row.value("document").text().unwrap_or_default());
        let kept = kept.map_err(|error| row.refuse("document", &format!("cannot be read: {error}")))?;
        if Some(kept.assessment.id.0) != row.value("assessment_id").id() || Some(kept.project.id.0) != row.value("project_id").id() {
            return Err(row.refuse("document", "is that of another assessment"));
        }
    }
    for row in Named::all(archive, "assessments") {
        let is_sealed = row.value("id").id().is_some_and(|id| sealed.contains(&id));
        match row.value("state").text() {
            Some("final") if !is_sealed => return Err(row.refuse("state", "is final, but “snapshots” has no document of it")),
            Some("final") if *row.value("rule") == Value::Null => return Err(row.refuse("rule", "is missing, though the audit is final")),
            Some("final") => {}
            _ if is_sealed => return Err(row.refuse("state", "must be final, for “snapshots” has a document of it")),
            _ => {}
        }
    }
    for row in Named::all(archive, "decisions") {
        let state = row.value("state").text().unwrap_or_default();
        if row.value("sha256").text() != Some(sha256(state.as_bytes()).as_str()) {
            return Err(row.refuse("sha256", "is not the digest of the state"));
        }
    }
    Ok(())
}

/// Files are what their evidence says of them: one that a browser would run must not come in as a picture.
fn files(archive: &Archive) -> Result<(), ArchiveError> {
    let evidence: HashMap<Uuid, Named<'_>> = Named::all(archive, "evidence").filter_map(|row| Some((row.value("id").id()?, row))).collect();
    for row in Named::all(archive, "evidence_files") {
        let Value::Bytes(content) = row.value("content") else { continue };
        let Some(of) = row.value("evidence_id").id().and_then(|id| evidence.get(&id)) else { continue };
        let size = of.value("size").number().and_then(|size| usize::try_from(size).ok());
        if of.value("kind").text() != Some("file") || size != Some(content.len()) {
            return Err(row.refuse("content", "is not as long as the row of “evidence” says"));
        }
        if of.value("sha256").text() != Some(sha256(content).as_str()) {
            return Err(row.refuse("content", "has another digest than the row of “evidence” says"));
        }
        match recognised(of.value("label").text().unwrap_or_default(), content) {
            Ok((_, media)) if of.value("media").text() == Some(media.as_str()) => {}
            Ok(_) => return Err(row.refuse("content", "is of another kind than the row of “evidence” says")),
            Err(error) => return Err(row.refuse("content", &format!("{error}"))),
        }
    }
    Ok(())
}
