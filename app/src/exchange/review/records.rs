//! The records, unsure ones first, then kind by kind.

use super::{Asked, hidden};
use crate::ui::{Button, ButtonKind, Cell, EmptyState, Kind as Tone, Pill, Table};
use domain::LineRange;
use domain::exchange::review::{Entry, Field, Kind};
use leptos::prelude::*;
use service::Page;
use service::exchange::Preview;

/// Form that all boxes of the list belong to.
const FORM: &str = "chosen-records";

pub(super) fn list(list: &Page<Entry>, asked: &Asked, preview: &Preview) -> impl IntoView + use<> {
    if list.total == 0 {
        return view! { <EmptyState title="Nothing of this kind" text="The report was read without any. Lines that are in no record are kept as notes."/> }.into_any();
    }
    let (unsure, sure): (Vec<&Entry>, Vec<&Entry>) = list.rows.iter().partition(|entry| entry.is_unsure());
    let first = (!unsure.is_empty()).then(|| table("unsure", "Look at these first", &unsure, asked));
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let rows: Vec<&Entry> = sure.iter().copied().filter(|entry| entry.spot.kind == *kind).collect();
        (!rows.is_empty()).then(|| table(kind.as_str(), kind.plural(), &rows, asked))
    });
    let kinds = kinds.collect_view();
    view! { {bulk(asked, preview)} {first} {kinds} }.into_any()
}

/// What can be done with all that are ticked.
fn bulk(asked: &Asked, preview: &Preview) -> impl IntoView + use<> {
    let kinds = Kind::ALL.iter().map(|kind| view! { <option value=kind.as_str()>{kind.noun()}</option> }).collect_view();
    view! {
        <form method="post" action=asked.action() id=FORM class="bulk" aria-label="With the ticked records">
            {hidden(preview, "become")}
            <label class="bulk-kind">"With the ticked ones: " <select name="kind" class="control">{kinds}</select></label>
            <Button small=true>"Change the kind"</Button>
            <Button small=true name="instead" value="merge">"Merge"</Button>
            <Button small=true name="instead" value="confirm">"Right so"</Button>
            <Button small=true kind=ButtonKind::Quiet name="instead" value="drop">"Drop"</Button>
        </form>
    }
}

fn table(id: &'static str, name: &'static str, rows: &[&Entry], asked: &Asked) -> impl IntoView + use<> {
    let rows = rows.iter().map(|entry| row(entry, asked)).collect_view();
    view! {
        <section class="sheet" id=id>
            <h2>{name}</h2>
            <Table caption=name cards=true>
                <thead><tr><th scope="col"><span class="unseen">"Tick"</span></th><th scope="col">"As understood"</th><th scope="col">"Value"</th><th scope="col">"Lines"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
}

fn row(entry: &Entry, asked: &Asked) -> impl IntoView + use<> {
    let (spot, slip) = (entry.spot.to_string(), &entry.slip);
    let title = shortened(slip.title());
    let label = format!("Tick {title}");
    let unsure = entry.is_unsure().then(|| view! { " " <Pill kind=Tone::Warn text=format!("{}, unsure", slip.kind.noun())/> });
    let second = second(entry).map(|text| view! { <span class="second">{text}</span> });
    let current = (asked.chosen == Some(entry.spot)).then_some("true");
    let (id, href, edit) = (format!("r-{spot}"), format!("#L{}", slip.lines.first), asked.record(entry.spot));
    let (value, lines, tick) = (value(entry), shown(slip.lines), spot.clone());
    view! {
        <tr id=id aria-current=current>
            <td class="tick"><input type="checkbox" name="at" value=tick form=FORM aria-label=label/></td>
            <th scope="row"><a href=edit>{title}</a>{unsure}{second}</th>
            <Cell label="Value">{value}</Cell>
            <Cell label="Lines"><a class="lines" href=href data-sight=spot>{lines}</a></Cell>
        </tr>
    }
}

/// The first words of a long text.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// `L12` or `L12–14`.
pub(super) fn shown(lines: LineRange) -> String {
    if lines.first == lines.last { format!("L{}", lines.first) } else { format!("L{}–{}", lines.first, lines.last) }
}

/// What tells it from others of its kind.
fn value(entry: &Entry) -> String {
    let slip = &entry.slip;
    let get = |field: Field| Some(slip.get(field).to_owned()).filter(|text| !text.is_empty());
    let chosen =
        |field: Field| slip.kind.choices(field).iter().find(|(word, _)| *word == slip.get(field)).map(|(_, words)| (*words).to_owned());
    let parts: Vec<Option<String>> = match slip.kind {
        Kind::Category => vec![
            get(Field::Score).map(|score| format!("{score} of {}", slip.get(Field::Max))),
            get(Field::Status),
            get(Field::Weight).map(|weight| format!("weight {weight}")),
        ],
        Kind::Blocker | Kind::Criterion => vec![get(Field::Level), chosen(Field::State)],
        Kind::Item => vec![chosen(Field::State), (!slip.get(Field::Blocking).is_empty()).then(|| "blocking".to_owned())],
        Kind::Risk => vec![get(Field::Level), get(Field::Status)],
        Kind::Gap | Kind::Strength => vec![get(Field::Level)],
        Kind::Step => vec![get(Field::When)],
        Kind::Verification => vec![get(Field::Expected)],
        Kind::Note => vec![],
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join(" · ") }
}

/// Everything else that is known of it, in one line.
fn second(entry: &Entry) -> Option<String> {
    let kind = entry.slip.kind;
    let told = [Field::Score, Field::Max, Field::Weight, Field::State, Field::Blocking];
    let said = |field: Field| kind != Kind::Gap || field != Field::Level;
    let rest = kind.fields().iter().filter(|(field, _)| *field != kind.naming() && !told.contains(field) && said(*field));
    let rest = rest.filter(|(field, _)| !entry.slip.get(*field).is_empty() && (*field != Field::Level || kind == Kind::Note));
    let parts: Vec<String> = rest.map(|(field, label)| format!("{label}: {}", shortened(entry.slip.get(*field)))).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
