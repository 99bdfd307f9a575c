//! A report drawn as a page that can be read and printed.

use super::charts::{bars, heat, trend};
use crate::ui::{Kind, Pill};
use domain::exports::{Align, Block, Column, Cover, Fact, Line, Part, Report, Row, Span, Table, Tone};
use leptos::prelude::*;

/// The whole report; `logo` is the address of the organisation's picture.
pub(crate) fn drawn(report: &Report, logo: Option<String>) -> AnyView {
    let contents = report.parts.iter().map(|part| {
        let (href, title) = (format!("#{}", part.section.as_str()), part.section.title());
        view! { <li><a href=href>{title}</a></li> }
    });
    let contents = (report.parts.len() > 1).then(|| {
        let contents = contents.collect::<Vec<_>>();
        view! { <nav class="report-contents" aria-label="Contents"><ol>{contents}</ol></nav> }
    });
    let parts = report.parts.iter().map(part).collect::<Vec<_>>();
    view! { <article class="report">{cover(&report.cover, logo)}{contents}{parts}</article> }.into_any()
}

fn cover(cover: &Cover, logo: Option<String>) -> AnyView {
    let organisation = cover.organisation.clone();
    let alt = organisation.clone().unwrap_or_default();
    let logo = logo.map(|src| view! { <img class="report-logo" src=src alt=alt/> });
    let organisation = organisation.map(|name| view! { <p class="report-organisation">{name}</p> });
    let score = cover.score.clone().map(|score| {
        view! { <p class="report-score"><span class="report-score-figure">{score}</span><span class="small muted">"Readiness score"</span></p> }
    });
    let verdicts = (!cover.verdicts.is_empty()).then(|| facts(&cover.verdicts));
    let remark = cover.remark.clone().map(|remark| view! { <p class="report-remark">{remark}</p> });
    view! {
        <header class="report-cover">
            {logo}{organisation}
            <p class="report-project">{cover.project.clone()}</p>
            <h1>{cover.title.clone()}</h1>
            {score}{verdicts}
            {facts(&cover.facts)}
            {remark}
        </header>
    }
    .into_any()
}

fn part(part: &Part) -> AnyView {
    let (id, title) = (part.section.as_str(), part.section.title());
    view! { <section class="report-part" id=id><h2>{title}</h2>{blocks(&part.blocks)}</section> }.into_any()
}

fn blocks(all: &[Block]) -> Vec<AnyView> {
    all.iter().map(block).collect()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading { level: ..=2, text } => view! { <h3>{line(text)}</h3> }.into_any(),
        Block::Heading { text, .. } => view! { <h4>{line(text)}</h4> }.into_any(),
        Block::Text { text } => view! { <p>{line(text)}</p> }.into_any(),
        Block::List { start, items } => list(*start, items),
        Block::Quote { blocks: inner } => view! { <blockquote>{blocks(inner)}</blockquote> }.into_any(),
        Block::Code { text } => view! { <pre><code>{text.clone()}</code></pre> }.into_any(),
        Block::Rule => view! { <hr/> }.into_any(),
        Block::Facts { facts: all } => facts(all),
        Block::Callout { tone, text } => view! { <p class="report-callout" data-kind=kind(*tone).as_str()>{line(text)}</p> }.into_any(),
        Block::Table(all) => table(all),
        Block::Bars(all) => bars(all),
        Block::Trend(all) => trend(all),
        Block::Heat(all) => heat(all),
    }
}

fn list(start: Option<u64>, items: &[Vec<Block>]) -> AnyView {
    let items = items.iter().map(|item| view! { <li>{blocks(item)}</li> }).collect::<Vec<_>>();
    match start {
        Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
        None => view! { <ul>{items}</ul> }.into_any(),
    }
}

fn facts(all: &[Fact]) -> AnyView {
    let rows = all.iter().map(|fact| {
        let (name, value) = (fact.name.clone(), line(&fact.value));
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <dl class="report-facts">{rows}</dl> }.into_any()
}

fn table(table: &Table) -> AnyView {
    let heads = table.columns.iter().map(|column| view! { <th scope="col" class=class(column)>{column.title.clone()}</th> });
    let heads = heads.collect::<Vec<_>>();
    let rows = table.rows.iter().map(|of| row(of, &table.columns)).collect::<Vec<_>>();
    let caption = table.caption.clone();
    let label = caption.clone();
    view! {
        <div class="tablewrap" role="region" aria-label=label tabindex="0">
            <table class="table report-table">
                <caption class="unseen">{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(row: &Row, columns: &[Column]) -> AnyView {
    let cells = row.cells.iter().zip(columns).enumerate().map(|(at, (cell, column))| {
        let (class, words) = (class(column), line(cell));
        if at == 0 {
            view! { <th scope="row" class=class>{words}</th> }.into_any()
        } else {
            view! { <td class=class>{words}</td> }.into_any()
        }
    });
    let cells = cells.collect::<Vec<_>>();
    view! { <tr>{cells}</tr> }.into_any()
}

const fn class(column: &Column) -> Option<&'static str> {
    match (column.align, column.width) {
        (Align::End, _) => Some("num"),
        (Align::Start, 0) => Some("short"),
        (Align::Start, _) => None,
    }
}

/// A line of text; line breaks in it stay.
pub(super) fn line(line: &Line) -> Vec<AnyView> {
    line.iter().map(span).collect()
}

fn span(span: &Span) -> AnyView {
    if let Some(tone) = span.tone {
        return view! { <Pill kind=kind(tone) text=span.text.clone()/> }.into_any();
    }
    let mut broken = Vec::new();
    for (at, text) in span.text.split('\n').enumerate() {
        if at > 0 {
            broken.push(view! { <br/> }.into_any());
        }
        broken.push(text.to_owned().into_any());
    }
    let mut drawn = broken.into_any();
    if span.code {
        drawn = view! { <code>{drawn}</code> }.into_any();
    }
    if span.emphasis {
        drawn = view! { <em>{drawn}</em> }.into_any();
    }
    if span.strong {
        drawn = view! { <strong>{drawn}</strong> }.into_any();
    }
    if span.strike {
        drawn = view! { <s>{drawn}</s> }.into_any();
    }
    if span.quiet {
        drawn = view! { <span class="small muted">{drawn}</span> }.into_any();
    }
    match &span.link {
        Some(href) => view! { <a href=href.clone() rel="noopener noreferrer nofollow">{drawn}</a> }.into_any(),
        None => drawn,
    }
}

pub(super) const fn kind(tone: Tone) -> Kind {
    match tone {
        Tone::Neutral => Kind::Neutral,
        Tone::Good => Kind::Ok,
        Tone::Warn => Kind::Warn,
        Tone::Bad => Kind::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &[Span]) -> String {
        view! { <p>{text.iter().map(span).collect::<Vec<_>>()}</p> }.to_html()
    }

    #[test]
    fn what_people_wrote_is_text_and_never_markup() {
        let drawn = html(&[Span::plain("<script>alert(1)</script>\n& \"quoted\""), Span::code("<b>")]);
        assert!(!drawn.contains("<script") && !drawn.contains("<b>"), "{drawn}");
        assert!(drawn.contains("&lt;script&gt;") && drawn.contains("<br"), "{drawn}");
        let linked = Span { link: Some("https://example.org/\"onmouseover=\"x".into()), ..Span::plain("here") };
        let drawn = html(&[linked]);
        assert!(!drawn.contains("\"onmouseover"), "{drawn}");
    }

    #[test]
    fn a_report_has_one_heading_of_the_first_level_and_a_table_names_its_rows() {
        let columns = vec![
            Column { title: "Risk".into(), align: Align::Start, width: 4 },
            Column { title: "Open".into(), align: Align::End, width: 0 },
        ];
        let rows = vec![Row { cells: vec![vec![Span::plain("Ice")], vec![Span::mark(Tone::Bad, "2")]] }];
        let table = Block::Table(Table { caption: "Risks".into(), columns, rows });
        let parts = vec![Part { section: domain::exports::Section::Risks, blocks: vec![table] }];
        let cover = Cover { title: "Audit".into(), project: "Dock".into(), ..Cover::default() };
        let drawn = view! { <main>{drawn(&Report { cover, parts }, None)}</main> }.to_html();
        assert_eq!(drawn.matches("<h1").count(), 1, "{drawn}");
        assert!(drawn.contains(r#"<th scope="row" class="">Ice"#) && drawn.contains(r#"class="num""#), "{drawn}");
        assert!(!drawn.contains("style="), "{drawn}");
    }
}
