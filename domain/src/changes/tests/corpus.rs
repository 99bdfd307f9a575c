//! Real reports of two days, where they lie beside the project; the project is whole without them.

use super::sides::*;
use crate::assessments::{Category, Finding, Points, Rag, Rating, Severity, Weight};
use crate::blockers::{BlockerState, Tier};
use crate::changes::{Basis, Comparison, Group, Part, Side, compare, markdown};
use crate::exchange::{BlockerReadingState, decode, read};
use crate::ids::CategoryId;
use crate::risks::{Level, Polarity};
use crate::text::{Title, match_key};
use uuid::Uuid;

/// A report as an import would keep it, as far as is compared here.
fn report(id: u128, path: &str) -> Option<Side> {
    let file = format!("{}/../../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    Some(side_of(id, &decode(&std::fs::read(file).ok()?).unwrap().text))
}

fn side_of(id: u128, text: &str) -> Side {
    let reading = read(text);
    let (mut made, from) = (Side { basis: Basis::Report, ..side(id) }, id << 32);
    let mut next = from..;
    let mut id = || next.next().unwrap();
    let cut = |text: &str| Title::cut(text).map_or_else(Title::untitled, |cut| cut.0);
    for row in &reading.categories {
        let points = row.value.zip(row.max).and_then(|(value, max)| Points::new(value, max).ok());
        let colour = row.status.iter().flat_map(|text| text.split(' ')).find_map(|word| word.parse::<Rag>().ok());
        let rating = points.map(Rating::Points).or(colour.map(|colour| Rating::Rag { colour })).unwrap_or(Rating::NotRated);
        let weight = row.weight.and_then(|weight| Weight::try_from(weight).ok());
        made.categories.push(Category { name: cut(&row.name), weight, ..category(id(), "x", None, rating) });
    }
    for row in &reading.findings {
        let named = |name: &String| made.categories.iter().find(|category| match_key(category.name.as_str()) == match_key(name));
        let category: Option<CategoryId> = row.category.as_ref().and_then(named).map(|category| category.id);
        let severity = row.severity.as_deref().and_then(Severity::from_words);
        made.findings.push(Finding { category, title: cut(&row.title), ..finding(id(), "x", row.kind, severity) });
    }
    for row in &reading.blockers {
        let tier = row.tier.as_deref().and_then(Tier::from_words).unwrap_or(Tier::FIRST).number();
        let state = if row.state == BlockerReadingState::Open { BlockerState::Open } else { BlockerState::Resolved };
        made.registers.blockers.push(crate::blockers::Blocker { title: cut(&row.title), ..blocker(id(), "x", tier, state) });
    }
    for row in &reading.risks {
        let level = row.level.as_deref().and_then(Level::from_words);
        let previous = row.previous.as_deref().and_then(Level::from_words);
        made.registers.risks.push(crate::risks::Risk {
            title: cut(&row.title),
            previous,
            ..risk(id(), "x", level, Polarity::LowerIsBetter)
        });
    }
    for list in &reading.checklists {
        let list_id = id();
        made.registers.checklists.push(crate::checklists::Checklist { title: cut(&list.title), ..checklist(list_id, "x") });
        for row in &list.items {
            made.registers.items.push(crate::checklists::Item { text: cut(&row.text), ..item(id(), list_id, "x", row.blocking, row.done) });
        }
    }
    made
}

/// For looking at by eye: `SHOW=1 cargo test … -- --nocapture`.
fn seen(found: Comparison) -> Comparison {
    if std::env::var_os("SHOW").is_some() {
        println!("{}", markdown(&found, &title("Corpus")));
    }
    let mut ids: Vec<(Part, bool, Uuid)> = Vec::new();
    for entry in &found.entries {
        ids.extend(entry.before.as_ref().map(|stand| (entry.part, false, stand.id)));
        ids.extend(entry.after.as_ref().map(|stand| (entry.part, true, stand.id)));
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "a row is told twice");
    found
}

#[test]
fn a_scorecard_two_weeks_later() {
    let (Some(before), Some(after)) = (report(1, "corpus/029.md"), report(2, "corpus/028.md")) else { return };
    let found = seen(compare(&before, &after, &[]));
    assert_eq!(found.count(Group::Improved, Some(Part::Category)), 1);
    let security = entry(&found, Part::Category, "Security & compliance");
    assert_eq!(security.effect.unwrap().rating.points(2), "+2.4");
    assert_eq!(found.count(Group::Unchanged, Some(Part::Category)), 5);
}

#[test]
fn an_audit_two_months_later_with_one_more_domain_and_one_called_otherwise() {
    let (Some(before), Some(after)) = (report(1, "corpus/048.md"), report(2, "corpus/047.md")) else { return };
    let found = seen(compare(&before, &after, &[]));
    let worse = entry(&found, Part::Category, "CI/CD & Deployment");
    assert_eq!(worse.group, Group::Worse);
    assert_eq!(entry(&found, Part::Category, "Test Coverage").group, Group::New);
    assert_eq!(entry(&found, Part::Category, "Code Quality").group, Group::Gone);
    let improved = ["Security", "Monitoring/Ops", "Accessibility", "UX/Safety"];
    assert!(improved.iter().all(|name| entry(&found, Part::Category, name).group == Group::Improved));
}

#[test]
fn a_seed_differs_from_an_edited_copy_by_what_was_edited() {
    let Ok(folder) = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/seeds")) else { return };
    for file in folder.filter_map(Result::ok).map(|file| file.path()).filter(|path| path.extension().is_some_and(|kind| kind == "txt")) {
        let text = decode(&std::fs::read(&file).unwrap()).unwrap().text;
        assert!(seen(compare(&side_of(1, &text), &side_of(2, &text), &[])).is_unchanged(), "{}", file.display());
        // All open boxes are ticked.
        let found = compare(&side_of(1, &text), &side_of(2, &text.replace("[ ]", "[x]")), &[]);
        let others = found.entries.iter().filter(|entry| entry.group != Group::Unchanged && entry.group != Group::Fixed);
        assert_eq!(others.count(), 0, "{}", file.display());
        assert_eq!(found.count(Group::Fixed, Some(Part::Item)), text.matches("- [ ]").count(), "{}", file.display());
    }
}
