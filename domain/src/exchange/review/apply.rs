//! Making corrections.

use super::records::{look, put_in, take_out};
use super::slip::marks_off;
use super::{Correction, Field, Headline, Kind, ReviewError, Slip, Spot};
use crate::exchange::inline::plain;
use crate::exchange::number::leading_score;
use crate::exchange::reading::{Confidence, LineRange, Reading, Stated, StatedDate, StatedScore};
use crate::text::match_key;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a person said is as sure as it gets.
const CERTAIN: Confidence = Confidence(100);

/// A reading with its corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// What is understood now.
    pub reading: Reading,
    /// Corrections that found nothing to correct, by their place in the order: the report is read otherwise than when they were made.
    pub idle: Vec<usize>,
}

/// Makes all corrections in their order. One that finds nothing to correct is passed over and told.
#[must_use]
pub fn corrected(mut reading: Reading, source: &str, corrections: &[Correction]) -> Corrected {
    let lines: Vec<&str> = source.lines().collect();
    let mut idle = Vec::new();
    for (at, correction) in corrections.iter().enumerate() {
        // Nothing is changed by one that fails: each looks at all it needs before it changes something.
        if make(&mut reading, &lines, correction).is_err() {
            idle.push(at);
        }
    }
    Corrected { reading, idle }
}

/// The correction with nothing in it that the record says already, so that what is understood better later is not put back: a form sends
/// all its fields.
#[must_use]
pub fn only_news(reading: &Reading, correction: Correction) -> Correction {
    let Correction::Say { at, mut fields } = correction else { return correction };
    if let Some(slip) = look(reading, at) {
        fields.retain(|field, text| text.replace("\r\n", "\n").trim() != slip.get(*field).trim());
    }
    if fields.is_empty() { Correction::Confirm { at: vec![at] } } else { Correction::Say { at, fields } }
}

/// Makes one correction.
///
/// # Errors
/// Where it cannot be made; nothing is changed then.
pub fn corrected_once(mut reading: Reading, source: &str, correction: &Correction) -> Result<Reading, ReviewError> {
    if correction.has_zeros() {
        return Err(ReviewError::Sign);
    }
    let lines: Vec<&str> = source.lines().collect();
    make(&mut reading, &lines, correction)?;
    Ok(reading)
}

fn make(reading: &mut Reading, source: &[&str], correction: &Correction) -> Result<(), ReviewError> {
    match correction {
        Correction::Become { at, kind } => {
            let at = &once(at);
            let found = found(reading, at)?;
            let slips = found.into_iter().map(|slip| if *kind == Kind::Note { kept(slip, source) } else { slip.into_kind(*kind) });
            replace(reading, at, slips.map(certain).collect())
        }
        Correction::Say { at, fields } => {
            let slip = found(reading, &[*at])?.remove(0);
            let said = said(slip, fields)?;
            replace(reading, &[*at], vec![certain(said)])
        }
        Correction::Merge { at } => {
            let at = &once(at);
            let merged = merged(found(reading, at)?)?;
            replace(reading, at, vec![certain(merged)])
        }
        Correction::Split { at, into } => {
            let parts = parts(&found(reading, &[*at])?.remove(0), into, source)?;
            replace(reading, &[*at], parts)
        }
        Correction::Confirm { at } => {
            let at = &once(at);
            let slips = found(reading, at)?;
            replace(reading, at, slips.into_iter().map(certain).collect())
        }
        Correction::Head { what, text } => head(reading, *what, text.trim()),
    }
}

/// Each record once, in the order of the first mention.
fn once(spots: &[Spot]) -> Vec<Spot> {
    let mut once: Vec<Spot> = Vec::with_capacity(spots.len());
    for spot in spots {
        if !once.contains(spot) {
            once.push(*spot);
        }
    }
    once
}

fn certain(mut slip: Slip) -> Slip {
    slip.confidence = CERTAIN;
    slip
}

/// Copies of the records that are meant, in the order of `spots`.
fn found(reading: &Reading, spots: &[Spot]) -> Result<Vec<Slip>, ReviewError> {
    let found: Option<Vec<Slip>> = spots.iter().map(|spot| look(reading, *spot)).collect();
    found.filter(|found| !found.is_empty()).ok_or(ReviewError::Missing)
}

/// Puts records in the place of others.
fn replace(reading: &mut Reading, spots: &[Spot], slips: Vec<Slip>) -> Result<(), ReviewError> {
    let mut going = spots.to_vec();
    going.sort_unstable();
    going.dedup();
    // From the end, so that the number of a record among those of its line stays right.
    for spot in going.iter().rev() {
        take_out(reading, *spot).ok_or(ReviewError::Missing)?;
    }
    for (at, slip) in slips.into_iter().enumerate() {
        let same = spots.get(at).filter(|spot| spot.kind == slip.kind && spot.line == slip.lines.first);
        put_in(reading, slip, same.map_or(u16::MAX, |spot| spot.nth));
    }
    Ok(())
}

/// A record that is none: its lines as they stand.
fn kept(slip: Slip, source: &[&str]) -> Slip {
    let lines = slip.lines;
    let text = source.get(lines.first as usize - 1..(lines.last as usize).min(source.len()));
    let text = text.map(|lines| lines.join("\n")).filter(|text| !text.trim().is_empty());
    let heading = slip.fields.get(&Field::Within).cloned();
    match text {
        Some(text) => Slip::new(Kind::Note, lines, CERTAIN).with(Field::Body, text).with(Field::Within, heading),
        None => slip.into_kind(Kind::Note),
    }
}

fn said(mut slip: Slip, fields: &BTreeMap<Field, String>) -> Result<Slip, ReviewError> {
    let kind = slip.kind;
    for (field, text) in fields.iter().filter(|(field, _)| kind.has(**field)) {
        let before = slip.get(*field).to_owned();
        slip.set(*field, text.replace("\r\n", "\n").trim().to_owned());
        if kind == Kind::Category && matches!(field, Field::Score | Field::Max | Field::Status) && slip.get(*field) != before {
            // The rating that a person gives is the one that counts.
            slip.beside.clear();
        }
        let label = kind.label(*field);
        if !slip.get(*field).is_empty() && field.is_number() && slip.get(*field).parse::<Decimal>().is_err() {
            return Err(ReviewError::Number(label));
        }
        if !kind.choices(*field).is_empty() && !slip.choice_fits(*field) {
            return Err(ReviewError::Choice(label));
        }
    }
    if slip.title().trim().is_empty() {
        return Err(ReviewError::Empty(kind.label(kind.naming())));
    }
    scale(&slip)?;
    Ok(slip)
}

fn scale(slip: &Slip) -> Result<(), ReviewError> {
    if slip.kind != Kind::Category {
        return Ok(());
    }
    let number = |field| slip.get(field).parse::<Decimal>().ok();
    if number(Field::Weight).is_some_and(|weight| weight < Decimal::ZERO) {
        return Err(ReviewError::Number(slip.kind.label(Field::Weight)));
    }
    for field in [Field::Previous, Field::Target] {
        if !slip.get(field).is_empty() && number(field).is_none() {
            return Err(ReviewError::Number(slip.kind.label(field)));
        }
    }
    let max = number(Field::Max).unwrap_or(Decimal::ONE_HUNDRED);
    let fits = number(Field::Score).is_none_or(|score| score >= Decimal::ZERO && score <= max && max > Decimal::ZERO);
    if fits { Ok(()) } else { Err(ReviewError::Scale) }
}

fn merged(slips: Vec<Slip>) -> Result<Slip, ReviewError> {
    if slips.len() < 2 {
        return Err(ReviewError::Few);
    }
    let mut slips = slips.into_iter();
    let mut first = slips.next().ok_or(ReviewError::Few)?;
    let mut told = Vec::new();
    for slip in slips {
        first.lines = LineRange::new(first.lines.first.min(slip.lines.first), first.lines.last.max(slip.lines.last));
        let mut slip = slip.into_kind(first.kind);
        if first.beside.is_empty() {
            first.beside = std::mem::take(&mut slip.beside);
        }
        told.extend(slip.beside_told());
        for (field, value) in slip.fields {
            let is_name = field == first.kind.naming() || field == Field::Body;
            if first.get(field).is_empty() && !is_name {
                first.set(field, value);
            } else if first.get(field) != value {
                let is_choice = !first.kind.choices(field).is_empty();
                told.extend((!is_choice).then(|| if is_name { value } else { format!("{}: {value}", first.kind.label(field)) }));
            }
        }
        // What is open in one of its parts is open.
        if !first.kind.choices(Field::State).is_empty() && first.get(Field::State) != "open" {
            first.set(Field::State, "open".into());
        }
    }
    first.tell(told);
    Ok(first)
}

fn parts(slip: &Slip, into: &[String], source: &[&str]) -> Result<Vec<Slip>, ReviewError> {
    let names: Vec<&str> = into.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    if names.len() < 2 {
        return Err(ReviewError::Whole);
    }
    let places = places(&names, slip.lines, source);
    let parts = names.iter().zip(places).enumerate().map(|(at, (name, lines))| {
        let mut part = slip.clone();
        if at > 0 {
            // The text stays with the first; what sorts and places it holds for all.
            part.set(Field::Body, String::new());
        }
        part.lines = lines;
        part.set(slip.kind.naming(), (*name).to_owned());
        certain(part)
    });
    Ok(parts.collect())
}

/// The lines of each part: from the one that says it to the next part, where they stand one below the other; else all lines for each.
fn places(names: &[&str], lines: LineRange, source: &[&str]) -> Vec<LineRange> {
    let mut firsts = vec![lines.first];
    for name in &names[1..] {
        let from = firsts.last().map_or(lines.first, |line| line + 1);
        match stands_on(name, from, lines.last, source) {
            Some(line) => firsts.push(line),
            None => return vec![lines; names.len()],
        }
    }
    let lasts = firsts.iter().skip(1).map(|next| next - 1).chain([lines.last]);
    firsts.iter().zip(lasts).map(|(first, last)| LineRange::new(*first, last)).collect()
}

/// The first of these lines that says this.
fn stands_on(name: &str, first: u32, last: u32, source: &[&str]) -> Option<u32> {
    let name = match_key(name);
    let says = |line: u32| source.get(line as usize - 1).is_some_and(|text| match_key(&plain(marks_off(text))).contains(&name));
    (first..=last).find(|line| !name.is_empty() && says(*line))
}

fn head(reading: &mut Reading, what: Headline, text: &str) -> Result<(), ReviewError> {
    let score = |old: &Option<StatedScore>| stated_score(what, text, old.as_ref().map(|score| score.lines));
    let words = |old: &Option<Stated>| stated(text, old.as_ref().map(|stated| stated.lines));
    match what {
        Headline::Title if text.is_empty() => return Err(ReviewError::Empty(what.label())),
        Headline::Title => reading.title = words(&reading.title),
        Headline::Decision => reading.decision = words(&reading.decision),
        Headline::Status => reading.status = words(&reading.status),
        Headline::Overall => reading.overall = score(&reading.overall)?,
        Headline::Previous => reading.previous_overall = score(&reading.previous_overall)?,
        Headline::Date if text.is_empty() => reading.date = None,
        Headline::Date => {
            let date = text.parse().map_err(|_| ReviewError::Date(what.label()))?;
            let lines = reading.date.as_ref().map_or(TOP, |date| date.lines);
            reading.date = Some(StatedDate { date, as_written: text.to_owned(), lines, confidence: CERTAIN });
        }
    }
    Ok(())
}

/// What the source does not say stands nowhere in it; it is shown at the top.
const TOP: LineRange = LineRange { first: 1, last: 1 };

fn stated(text: &str, lines: Option<LineRange>) -> Option<Stated> {
    (!text.is_empty()).then(|| Stated { text: text.to_owned(), lines: lines.unwrap_or(TOP), confidence: CERTAIN })
}

fn stated_score(what: Headline, text: &str, lines: Option<LineRange>) -> Result<Option<StatedScore>, ReviewError> {
    if text.is_empty() {
        return Ok(None);
    }
    let figure = leading_score(text).ok_or(ReviewError::Score(what.label()))?;
    let max = figure.max.unwrap_or(Decimal::ONE_HUNDRED);
    if figure.value > max || figure.high.is_some_and(|high| high > max) {
        return Err(ReviewError::Score(what.label()));
    }
    let (lines, as_written) = (lines.unwrap_or(TOP), text.to_owned());
    Ok(Some(StatedScore { value: figure.value, max, value_high: figure.high, as_written, lines, confidence: CERTAIN }))
}
