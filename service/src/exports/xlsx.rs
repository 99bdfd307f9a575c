//! Sheets as one workbook.
//!
//! A text is written as a string of the workbook, never as a formula and never as a link, whatever it begins with; so none needs guarding.

use crate::ServiceError;
use domain::Timestamp;
use domain::exports::{Cell, Sheet};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;

/// Most units of UTF-16 in a cell; spreadsheets refuse a file with more.
const MOST: usize = 32_767;
/// Narrowest and widest column, in characters. What is longer is wrapped.
const NARROW: usize = 8;
const WIDE: usize = 60;
/// A number of a workbook is binary: so many decimal digits always survive it, and spreadsheets show no more.
const EXACT: u32 = 15;

/// A workbook with a worksheet for each sheet. The same sheets give the same bytes.
///
/// # Errors
/// [`ServiceError::Internal`] where the workbook cannot be written: two sheets of one title, or more than a million rows.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, ServiceError> {
    workbook(sheets).map_err(|error| {
        tracing::error!(%error, "a workbook could not be written");
        ServiceError::Internal("workbook")
    })
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // As in archives: without it the present would be in the file.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?));
    let formats = Formats::new();
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, &formats)?;
    }
    workbook.save_to_buffer()
}

struct Formats {
    head: Format,
    text: Format,
    day: Format,
    moment: Format,
}

impl Formats {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            text: top.clone().set_text_wrap(),
            day: top.clone().set_num_format("yyyy-mm-dd"),
            moment: top.set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    page.set_name(sheet.title)?;
    let heads = heads(sheet);
    for (place, (_, _, head)) in (0_u16..).zip(&heads) {
        page.write_string_with_format(0, place, head.as_ref(), &formats.head)?;
    }
    for (number, row) in (1_u32..).zip(&sheet.rows) {
        for (place, (column, part, _)) in (0_u16..).zip(&heads) {
            if let Some(cell) = row.get(*column) {
                write(page, (number, place), cell, *part, formats)?;
            }
        }
    }
    for (place, (column, _, head)) in (0_u16..).zip(&heads) {
        page.set_column_width(place, width(sheet, *column, head))?;
    }
    page.set_freeze_panes(1, 0)?;
    let (rows, columns) = (u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX), u16::try_from(heads.len()).unwrap_or(u16::MAX));
    page.autofilter(0, 0, rows, columns.saturating_sub(1))?;
    Ok(())
}

/// The columns of the worksheet: which of the sheet, which part of its texts, and the head. A text that is too long for a cell goes on in
/// a column beside it, so that nothing is lost and each record stays one row.
fn heads(sheet: &Sheet) -> Vec<(usize, usize, Cow<'static, str>)> {
    let pieces = |cell: &Cell| match cell {
        Cell::Text(text) if text.len() > MOST => parts(text).count(),
        _ => 1,
    };
    let columns = sheet.columns.iter().enumerate().flat_map(|(column, head)| {
        let most = sheet.rows.iter().filter_map(|row| row.get(column)).map(pieces).max().unwrap_or(1);
        (0..most).map(move |part| (column, part, if part == 0 { Cow::Borrowed(*head) } else { format!("{head} ({})", part + 1).into() }))
    });
    columns.collect()
}

/// A text in pieces that fit a cell, cut between characters.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut units = 0;
        let fits = |ch: char| {
            units += ch.len_utf16();
            units <= MOST
        };
        let end: usize = rest.chars().scan(fits, |fits, ch| fits(ch).then_some(ch.len_utf8())).sum();
        let (part, left) = rest.split_at(end);
        rest = left;
        (!part.is_empty()).then_some(part)
    })
}

fn write(page: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, part: usize, formats: &Formats) -> Result<(), XlsxError> {
    let exact = |number: &Decimal| (digits(*number) <= EXACT).then(|| number.to_string().parse::<f64>().ok()).flatten();
    let moment = |at: Timestamp| ExcelDateTime::from_timestamp(at.to_utc().timestamp()).ok();
    let words = match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) if text.len() > MOST => parts(text).nth(part).map(Cow::Borrowed),
        _ if part > 0 => None,
        Cell::Text(text) => Some(Cow::Borrowed(text.as_str())),
        // As in the text files; a workbook would show yes and no in the words of each reader's language.
        Cell::Flag(_) => Some(Cow::Owned(cell.to_string())),
        Cell::Number(number) => match exact(number) {
            Some(number) => return page.write_number_with_format(row, column, number, &formats.text).map(|_| ()),
            None => Some(Cow::Owned(number.to_string())),
        },
        Cell::Day(day) => match moment(Timestamp::start_of(*day)) {
            Some(day) => return page.write_datetime_with_format(row, column, &day, &formats.day).map(|_| ()),
            None => Some(Cow::Owned(cell.to_string())),
        },
        Cell::Moment(at) => match moment(*at) {
            Some(at) => return page.write_datetime_with_format(row, column, &at, &formats.moment).map(|_| ()),
            None => Some(Cow::Owned(cell.to_string())),
        },
    };
    if let Some(words) = words {
        page.write_string_with_format(row, column, words, &formats.text)?;
    }
    Ok(())
}

/// How many digits a number has, those in front and behind the point.
fn digits(number: Decimal) -> u32 {
    number.normalize().mantissa().unsigned_abs().checked_ilog10().map_or(1, |power| power + 1)
}

/// As wide as the longest line in it, within bounds, with room for the button of the filter.
fn width(sheet: &Sheet, column: usize, head: &str) -> u32 {
    let longest = |text: &str| text.lines().map(|line| line.chars().take(WIDE).count()).max().unwrap_or(0);
    let cells = sheet.rows.iter().filter_map(|row| row.get(column)).map(|cell| match cell {
        Cell::Text(text) => longest(text),
        other => other.to_string().len(),
    });
    let most = cells.chain([longest(head) + 2]).max().unwrap_or(0);
    u32::try_from((most + 1).clamp(NARROW, WIDE)).unwrap_or(10)
}

#[cfg(test)]
mod tests;
