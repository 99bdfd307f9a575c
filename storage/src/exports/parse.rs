//! A file to rows: strict, so that what is read is what would be written again.

use super::kinds::{Column, Part, Parts, Table, Tie};
use super::people::{self, Person};
use super::scalars::Scalar;
use super::value::Value;
use super::{ArchiveError, FORMAT, LIMIT, Place, tables};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;
use std::fmt;

/// The rows of a file, each value as its column wants it. That they fit together is looked at when they are written.
#[derive(Clone)]
pub struct Archive {
    pub(super) parts: Parts,
    pub(super) people: Vec<Person>,
    /// In the order of [`tables`].
    pub(super) sections: Vec<Section>,
}

/// The rows of a table.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) table: &'static Table,
    /// The columns in the order of the values.
    pub(super) columns: Vec<&'static Column>,
    pub(super) rows: Vec<Vec<Value>>,
}

impl Section {
    /// Where the values of a column stand in the rows.
    pub(super) fn at(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }

    pub(super) fn place(&self, row: usize, column: Option<&'static str>) -> Place {
        Place { table: self.table.key(), row: row + 1, column }
    }
}

/// Only how much it is: what stands in it is nothing for a log.
impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("parts", &self.parts).field("rows", &self.counts().collect::<Vec<_>>()).finish_non_exhaustive()
    }
}

impl Archive {
    /// The parts that it has.
    #[must_use]
    pub const fn parts(&self) -> &Parts {
        &self.parts
    }

    /// How many rows it has of each table, by the names of the database.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.sections.iter().map(|section| (section.table.name, section.rows.len()))
    }

    pub(super) fn section(&self, table: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.table.name == table)
    }
}

/// Reads a file.
///
/// # Errors
/// [`ArchiveError::Format`] with what is wrong, where, and what to do.
pub fn parse(bytes: &[u8]) -> Result<Archive, ArchiveError> {
    if bytes.len() > LIMIT {
        return Err(ArchiveError::Format(format!("The file is larger than {} MiB, which is the most that is read.", LIMIT >> 20)));
    }
    // The format first: what a newer program wrote is not called a mistake in some row.
    let unreadable = |error: serde_json::Error| ArchiveError::Format(format!("The file cannot be read: {error}."));
    let format: Head = serde_json::from_slice(bytes).map_err(unreadable)?;
    match format.format {
        Some(Json::String(format)) if format == FORMAT => {}
        Some(Json::String(format)) if format.starts_with("holdpoint.project/") && format.len() < 40 => {
            let text = format!(
                "The file is in the format “{format}”. This program reads “{FORMAT}”; use the one that wrote the file, or a newer one."
            );
            return Err(ArchiveError::Format(text));
        }
        _ => return Err(ArchiveError::Format(format!("The file is no archive of a project: its “format” is not “{FORMAT}”."))),
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let file = FileVisitor.deserialize(&mut json).map_err(unreadable)?;
    json.end().map_err(unreadable)?;
    file.archive()
}

#[derive(serde::Deserialize)]
struct Head {
    format: Option<Json>,
}

/// What stands in a file, before it is known whether it is whole.
#[derive(Default)]
struct File {
    parts: Option<Vec<String>>,
    people: Option<Vec<Vec<Value>>>,
    sections: Vec<Section>,
}

impl File {
    fn archive(mut self) -> Result<Archive, ArchiveError> {
        let missing = |key: &str| ArchiveError::Format(format!("The file has no “{key}”. Take an archive as it was written."));
        let words = self.parts.take().ok_or_else(|| missing("parts"))?;
        let parts: Parts = words.join(",").parse().map_err(|error| ArchiveError::Format(format!("“parts”: {error}.")))?;
        let people = self.people.take().ok_or_else(|| missing("people"))?;
        let people = people.into_iter().enumerate().map(|(row, values)| person(row, &values)).collect::<Result<_, _>>()?;
        let mut sections = Vec::new();
        for table in tables() {
            let found = self.sections.iter().position(|section| section.table.name == table.name).map(|at| self.sections.swap_remove(at));
            match (parts.has(table.part), found) {
                (true, Some(section)) => sections.push(section),
                (true, None) => return Err(missing(table.key())),
                (false, Some(_)) => {
                    let part = table.part.map_or("", Part::as_str);
                    return Err(ArchiveError::Format(format!("The file has “{}”, but “parts” does not name “{part}”.", table.key())));
                }
                (false, None) => {}
            }
        }
        Ok(Archive { parts, people, sections })
    }
}

fn person(row: usize, values: &[Value]) -> Result<Person, ArchiveError> {
    let place = |column| Place { table: "people", row: row + 1, column: Some(column) };
    let [Value::Text(email), Value::Id(id), Value::Text(name)] = values else {
        return Err(ArchiveError::at(place("id"), "has another shape"));
    };
    let email = email.parse().map_err(|error| ArchiveError::at(place("email"), format!("{error}")))?;
    let name = name.parse().map_err(|error| ArchiveError::at(place("name"), format!("{error}")))?;
    Ok(Person { id: *id, email, name })
}

struct FileVisitor;

impl<'de> DeserializeSeed<'de> for FileVisitor {
    type Value = File;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<File, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FileVisitor {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the tables of a project")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<File, A::Error> {
        let (mut file, mut formats) = (File::default(), 0);
        while let Some(key) = map.next_key::<String>()? {
            let twice = match key.as_str() {
                "format" => {
                    map.next_value::<IgnoredAny>()?;
                    formats += 1;
                    formats > 1
                }
                "parts" => file.parts.replace(map.next_value()?).is_some(),
                "people" => {
                    let columns: Vec<&'static Column> = people::COLUMNS.iter().collect();
                    file.people.replace(map.next_value_seed(Rows { table: "people", columns: &columns, single: false })?).is_some()
                }
                name => {
                    let table = tables().find(|table| table.key() == name);
                    let table = table.ok_or_else(|| A::Error::custom(format!("this format knows no “{}”", short(name))))?;
                    let (columns, single) = (table.sorted(), table.tie == Tie::Itself);
                    let rows = map.next_value_seed(Rows { table: table.key(), columns: &columns, single })?;
                    let twice = file.sections.iter().any(|section| section.table.name == table.name);
                    file.sections.push(Section { table, columns, rows });
                    twice
                }
            };
            if twice {
                return Err(A::Error::custom(format!("“{}” stands there twice", short(&key))));
            }
        }
        Ok(file)
    }
}

/// What is repeated in a message; a file may hold anything.
fn short(text: &str) -> String {
    text.chars().take(60).filter(|ch| !ch.is_control()).collect()
}

/// A list of rows, or one row that stands alone.
struct Rows<'a> {
    table: &'static str,
    columns: &'a [&'static Column],
    single: bool,
}

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = Vec<Vec<Value>>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        if self.single {
            return Ok(vec![RowSeed { table: self.table, columns: self.columns, row: 1 }.deserialize(json)?]);
        }
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = Vec<Vec<Value>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” to be a list of rows", self.table)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = seq.next_element_seed(RowSeed { table: self.table, columns: self.columns, row: rows.len() + 1 })? {
            rows.push(row);
        }
        Ok(rows)
    }
}

struct RowSeed<'a> {
    table: &'static str,
    columns: &'a [&'static Column],
    row: usize,
}

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = Vec<Value>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = Vec<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {} of “{}” to be an object", self.row, self.table)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values: Vec<Option<Value>> = vec![None; self.columns.len()];
        let at = |column| Place { table: self.table, row: self.row, column };
        while let Some(index) = map.next_key_seed(Name { columns: self.columns, place: at(None) })? {
            let Some((column, value)) = self.columns.get(index).zip(values.get_mut(index)) else { continue };
            let place = at(Some(column.name));
            let kept = value.replace(map.next_value_seed(Scalar { column, place })?);
            if kept.is_some() {
                return Err(A::Error::custom(format!("{place}: stands there twice")));
            }
        }
        let missing = |column: &Column| A::Error::custom(format!("{}: is missing; every column has to be there", at(Some(column.name))));
        values.into_iter().zip(self.columns).map(|(value, column)| value.ok_or_else(|| missing(column))).collect()
    }
}

/// The name of a column; its place among the others.
struct Name<'a> {
    columns: &'a [&'static Column],
    place: Place,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<usize, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a column")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let found = self.columns.binary_search_by(|column| column.name.cmp(name));
        found.map_err(|_| E::custom(format!("{}: this format knows no column “{}”", self.place, short(name))))
    }
}
