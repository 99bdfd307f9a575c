//! A heat map that is a real table: how many things stand in each cell of two scales.

use crate::ui::kind::Kind;
use leptos::prelude::*;

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatCell {
    /// How many stand here.
    pub count: u32,
    /// How serious this cell is.
    pub kind: Kind,
    /// The same in a word: "high".
    pub word: String,
    /// Where they are listed.
    pub href: Option<String>,
}

/// One row with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatRow {
    /// Step of the scale: "4 likely".
    pub label: String,
    /// The cells from left to right.
    pub cells: Vec<HeatCell>,
}

/// Counts over two scales; cells without any keep their tint and their word.
#[component]
pub fn HeatMap(
    /// What is counted: "Risks by likelihood and impact".
    #[prop(into)]
    caption: String,
    /// Name of the scale from top to bottom.
    #[prop(into)]
    rows_name: String,
    /// Name of the scale from left to right.
    #[prop(into)]
    columns_name: String,
    /// Steps of the scale from left to right.
    columns: Vec<String>,
    /// The rows from top to bottom.
    rows: Vec<HeatRow>,
) -> impl IntoView {
    let head = columns.into_iter().map(|column| view! { <th scope="col">{column}</th> }).collect_view();
    let body = rows
        .into_iter()
        .map(|row| {
            let cells = row.cells.into_iter().map(cell).collect_view();
            view! { <tr><th scope="row">{row.label}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="heat">
            <caption>{caption}</caption>
            <thead><tr><td class="heat-corner">{rows_name}" ↓ "{columns_name}" →"</td>{head}</tr></thead>
            <tbody>{body}</tbody>
        </table>
    }
}

fn cell(cell: HeatCell) -> impl IntoView {
    let content = (cell.count > 0).then(|| match cell.href {
        Some(href) => view! { <a href=href>{cell.count}</a> }.into_any(),
        None => cell.count.into_any(),
    });
    // The word is read first, so that a figure says what it is a figure of; colour alone would tell some nothing.
    view! { <td data-kind=cell.kind.as_str()><span class="heat-word">{cell.word}</span>{content}</td> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_without_any_has_only_its_word_and_one_with_some_leads_to_them() {
        let cells = vec![
            HeatCell { count: 0, kind: Kind::Ok, word: "low".into(), href: None },
            HeatCell { count: 2, kind: Kind::Bad, word: "high".into(), href: Some("/risks?level=bad".into()) },
        ];
        let rows = vec![HeatRow { label: "Likely".into(), cells }];
        let html =
            view! { <HeatMap caption="Risks" rows_name="Likelihood" columns_name="Impact" columns=vec!["1".into(), "2".into()] rows/> }
                .to_html();
        assert!(html.contains(r#"<th scope="row">Likely</th>"#), "{html}");
        assert!(html.contains(r#"<td data-kind="ok"><span class="heat-word">low</span><!></td>"#), "{html}");
        assert!(html.contains(r#"<a href="/risks?level=bad">2</a>"#), "{html}");
    }
}
