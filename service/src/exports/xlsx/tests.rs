//! What other programs read in a workbook.

use super::*;
use calamine::{Data, Reader as _, Xlsx};
use std::io::{Cursor, Read as _};

fn at() -> Timestamp {
    "2031-04-05T06:07:08Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
}

fn sheet(cells: Vec<Cell>) -> Sheet {
    let columns = ["One", "Two", "Three", "Four", "Five", "Six"].into_iter().take(cells.len()).collect();
    Sheet { name: "risks", title: "Risks", columns, rows: vec![cells] }
}

/// The cells of the first worksheet, as another program reads them.
fn read(workbook: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.to_vec())).unwrap();
    let range = book.worksheet_range("Risks").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// All documents in a workbook, one after the other.
fn documents(workbook: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        zip.by_index(at).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

#[test]
fn no_text_becomes_a_formula_or_a_link() {
    let hostile = ["=1+1", "{=SUM(A1)}", "@x", "https://example.org", "mailto:a@example.org", "_x0041_"];
    let workbook = xlsx(&[sheet(hostile.map(|text| Cell::Text(text.to_owned())).to_vec())]).unwrap();
    let all = documents(&workbook);
    assert!(!all.contains("<f>") && !all.contains("<f ") && !all.contains("<hyperlink"));
    let found = read(&workbook);
    assert_eq!(found[1], hostile.map(|text| Data::String(text.to_owned())));
}

#[test]
fn numbers_days_and_moments_are_what_they_are() {
    let long: Decimal = "0.1234567890123456789".parse().unwrap();
    let cells =
        vec![Cell::Number("-92.15".parse().unwrap()), Cell::Day(at().today()), Cell::Moment(at()), Cell::Flag(true), Cell::Number(long)];
    let found = read(&xlsx(&[sheet(cells)]).unwrap());
    assert_eq!(found[1][0], Data::Float(-92.15));
    let serial = |cell: &Data| match cell {
        Data::DateTime(at) => at.as_f64(),
        other => panic!("{other:?} is no date"),
    };
    // Days since the end of 1899: 2031-04-05 is the 47,943rd.
    assert!((serial(&found[1][1]) - 47_943.0).abs() < 1e-9);
    assert!((serial(&found[1][2]) - 47_943.0 - 22_028.0 / 86_400.0).abs() < 1e-6);
    assert_eq!(found[1][3], Data::String("yes".to_owned()));
    assert_eq!(found[1][4], Data::String(long.to_string()));
}

#[test]
fn a_text_that_is_too_long_for_a_cell_goes_on_in_the_column_beside_it() {
    let long = "🦆ab".repeat(20_000);
    let found = read(&xlsx(&[sheet(vec![Cell::Text(long.clone()), Cell::Text("next".to_owned())])]).unwrap());
    let words = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(words(&found[0]), ["One", "One (2)", "One (3)", "Two"]);
    let row = words(&found[1]);
    assert_eq!(row[..3].concat(), long);
    assert!(row.iter().all(|text| text.encode_utf16().count() <= MOST));
    assert_eq!(row[3], "next");
}

#[test]
fn heads_stand_still_and_filter_and_the_same_sheets_are_the_same_bytes() {
    let sheets = [sheet(vec![Cell::Text("x".repeat(500)), Cell::Empty])];
    let workbook = xlsx(&sheets).unwrap();
    let all = documents(&workbook);
    assert!(all.contains(r#"<autoFilter ref="A1:B2"/>"#), "{all}");
    assert!(all.contains(r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#));
    assert!(all.contains("<b/>") && all.contains(r#"wrapText="1""#));
    assert_eq!(workbook, xlsx(&sheets).unwrap());
}

#[test]
fn a_sheet_without_rows_has_its_heads() {
    let found = read(&xlsx(&[Sheet { rows: Vec::new(), ..sheet(vec![Cell::Empty]) }]).unwrap());
    assert_eq!(found, [[Data::String("One".to_owned())]]);
}
