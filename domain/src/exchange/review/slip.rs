//! A record of any kind, as the fields it has.

use super::{Field, Kind};
use crate::exchange::dialect::told;
use crate::exchange::reading::{Confidence, LineRange};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A record of any kind, as the fields it has; empty ones are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What it is taken for.
    pub kind: Kind,
    /// Where it stands in the source.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
    /// What it says.
    pub fields: BTreeMap<Field, String>,
    /// What only reports of this program say of it, as data: nobody corrects that here, and it stays with the record.
    pub(super) beside: Map<String, Value>,
}

impl Slip {
    pub(super) fn new(kind: Kind, lines: LineRange, confidence: Confidence) -> Self {
        Self { kind, lines, confidence, fields: BTreeMap::new(), beside: Map::new() }
    }

    /// The same with a field, where there is something in it.
    pub(super) fn with(mut self, field: Field, value: impl Into<Option<String>>) -> Self {
        self.set(field, value.into().unwrap_or_default());
        self
    }

    /// The same with what only reports of this program say.
    pub(super) fn beside(mut self, kept: &impl Serialize) -> Self {
        if let Ok(Value::Object(fields)) = serde_json::to_value(kept) {
            self.beside = fields;
        }
        self
    }

    /// What only reports of this program say, as the type that its kind has for it.
    pub(super) fn kept<T: DeserializeOwned + Default>(&mut self) -> T {
        serde_json::from_value(Value::Object(std::mem::take(&mut self.beside))).unwrap_or_default()
    }

    /// The same in words, out of the way of what another kind or another record has.
    pub(super) fn beside_told(&mut self) -> Vec<String> {
        told(&std::mem::take(&mut self.beside))
    }

    /// What a field says; empty where it says nothing.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    /// What a field says, where it says something.
    pub(super) fn take(&mut self, field: Field) -> Option<String> {
        self.fields.remove(&field)
    }

    pub(super) fn set(&mut self, field: Field, value: String) {
        if value.trim().is_empty() {
            self.fields.remove(&field);
        } else {
            self.fields.insert(field, value);
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        let named = self.get(self.kind.naming());
        named.lines().next().unwrap_or_default()
    }

    /// The same record as another kind. What the other kind has no place for goes into its text, so that nothing is lost.
    #[must_use]
    pub fn into_kind(mut self, kind: Kind) -> Self {
        if kind == self.kind || (matches!(kind, Kind::Gap | Kind::Strength) && matches!(self.kind, Kind::Gap | Kind::Strength)) {
            self.kind = kind;
            return self;
        }
        self.name_for(kind);
        let from = std::mem::replace(&mut self.kind, kind);
        let strange: Vec<Field> = self.fields.keys().copied().filter(|field| !kind.has(*field)).collect();
        let mut told = self.beside_told();
        for field in strange {
            let Some(value) = self.fields.remove(&field) else { continue };
            match (from, field) {
                // A record that is open is what all kinds begin with.
                (_, Field::State) if value == "open" => {}
                (_, Field::Body) => told.push(value),
                _ => told.push(format!("{}: {value}", from.label(field))),
            }
        }
        self.tell(told);
        if !kind.choices(Field::State).is_empty() && !self.choice_fits(Field::State) {
            self.set(Field::State, "open".into());
        }
        self
    }

    /// Makes sure that it is called something in the other kind.
    fn name_for(&mut self, kind: Kind) {
        let naming = kind.naming();
        match (self.kind, naming) {
            (Kind::Note, Field::Title) => {
                let body = self.take(Field::Body).unwrap_or_default();
                let mut lines = body.lines().skip_while(|line| line.trim().is_empty());
                let title = crate::exchange::inline::plain(marks_off(lines.next().unwrap_or_default()));
                let rest: Vec<&str> = lines.collect();
                self.set(Field::Title, title);
                self.set(Field::Body, rest.join("\n").trim_matches('\n').to_owned());
            }
            (Kind::Note, Field::Command) => {
                let body = self.take(Field::Body).unwrap_or_default();
                self.set(Field::Command, body);
            }
            (_, Field::Command) => {
                let title = self.take(Field::Title).unwrap_or_default();
                self.set(Field::Command, title);
            }
            (Kind::Verification, Field::Title) if self.get(Field::Title).is_empty() => {
                let command = self.take(Field::Command).unwrap_or_default();
                self.set(Field::Title, command);
            }
            (_, Field::Body) => {
                let told = [self.take(self.kind.naming()), self.take(Field::Body)];
                self.set(Field::Body, told.into_iter().flatten().collect::<Vec<_>>().join("\n\n"));
            }
            _ => {}
        }
    }

    /// Adds texts to what it says, in the field of its kind that takes any text.
    pub(super) fn tell(&mut self, texts: Vec<String>) {
        if texts.is_empty() {
            return;
        }
        if self.kind.has(Field::Body) {
            let body = self.take(Field::Body).into_iter().chain(texts).collect::<Vec<_>>().join("\n\n");
            self.set(Field::Body, body);
            return;
        }
        let naming = if self.kind.has(Field::Expected) { Field::Expected } else { self.kind.naming() };
        let title = self.take(naming);
        let texts = texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("; ");
        self.set(naming, title.map_or_else(|| texts.clone(), |title| format!("{title} ({texts})")));
    }

    pub(super) fn choice_fits(&self, field: Field) -> bool {
        self.kind.choices(field).iter().any(|(word, _)| *word == self.get(field))
    }
}

/// A line without the marks that make it a heading, an entry of a list or a row of a table.
pub(super) fn marks_off(line: &str) -> &str {
    let line = line.trim().trim_start_matches(['#', '>', '-', '*', '+', '|', ' ']);
    let line = ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
    line.trim_matches(['|', ' '])
}
