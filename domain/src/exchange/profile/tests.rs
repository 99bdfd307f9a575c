//! What a profile changes of what is read.

use super::*;
use crate::exchange::inputs::read_any;
use crate::exchange::{Column, FindingKind, read, read_with};

const SOURCE: &str = "# Kiln audit\n\n| Bauteil | Ampel | Votum |\n|---|---|---|\n| Heat | läuft | 60/100 |\n| Smoke | hakt | 80/100 |\n\n\
    ## Beobachtungen\n\n- Door sticks\n\n| Was | Prio | Haken |\n|---|---|---|\n| Sweep the chimney | high | jo |\n";

fn profile(lines: &[(&str, Meaning)]) -> Profile {
    let mut profile = Profile::default();
    for (written, meaning) in lines {
        profile.learn(written, *meaning).unwrap();
    }
    profile
}

#[test]
fn nothing_learned_reads_as_usual() {
    assert_eq!(read_with(SOURCE, &Profile::default()), read(SOURCE));
}

#[test]
fn heads_statuses_and_headings_mean_what_the_project_says() {
    let learned = profile(&[
        ("Bauteil", Meaning::Column(Column::Category)),
        ("ampel", Meaning::Column(Column::Status)),
        ("Votum", Meaning::Column(Column::Score)),
        ("läuft", Meaning::Status(StatusMeaning::Green)),
        ("HAKT", Meaning::Status(StatusMeaning::Red)),
        ("Beobachtungen", Meaning::Heading(Announced::Gaps)),
    ]);
    let reading = read_with(SOURCE, &learned);
    let categories: Vec<_> = reading.categories.iter().map(|row| (row.name.as_str(), row.status.as_deref())).collect();
    assert_eq!(categories, [("Heat", Some("GREEN")), ("Smoke", Some("RED"))]);
    let gaps: Vec<_> = reading.findings.iter().filter(|row| row.kind == FindingKind::Gap).map(|row| row.title.as_str()).collect();
    assert!(gaps.contains(&"Door sticks"), "{gaps:?}");
    let nothing = profile(&[("Gaps", Meaning::Heading(Announced::Nothing))]);
    assert!(read_with("# A\n\n## Gaps\n\n- Door sticks\n", &nothing).findings.is_empty());
}

#[test]
fn the_parts_of_a_report_are_told_with_what_they_are_taken_for() {
    let learned = profile(&[("Ampel", Meaning::Column(Column::Status))]);
    let seen = anatomy("kiln.md", SOURCE, &learned).seen;
    let find = |written: &str| seen.iter().find(|seen| seen.written == written).unwrap();
    assert_eq!(find("Ampel").meaning, Some(Meaning::Column(Column::Status)));
    assert!(find("Ampel").learned && !find("Votum").learned);
    assert_eq!((find("läuft").list, find("läuft").meaning, find("läuft").line), (List::Statuses, None, 5));
    assert_eq!(find("Beobachtungen").list, List::Headings);
    let keys: std::collections::BTreeSet<_> = seen.iter().map(|seen| (seen.list.as_str(), seen.written.to_lowercase())).collect();
    assert_eq!(keys.len(), seen.len(), "each once");
}

#[test]
fn the_heads_of_a_table_of_values_are_told_and_learned() {
    let source = "Gefahr;Chance;Folge\nDoor opens;high;low\n";
    let learned = profile(&[("Gefahr", Meaning::Column(Column::Risk)), ("Chance", Meaning::Column(Column::Likelihood))]);
    let seen = anatomy("risks.csv", source, &learned).seen;
    let heads: Vec<_> = seen.iter().map(|seen| (seen.written.as_str(), seen.learned)).collect();
    assert_eq!(heads, [("Gefahr", true), ("Chance", true), ("Folge", false)]);
    let risks = read_any("risks.csv", source, &learned).unwrap().risks;
    assert_eq!((risks[0].title.as_str(), risks[0].likelihood.as_deref()), ("Door opens", Some("high")));
}

#[test]
fn a_profile_is_kept_and_forgets() {
    let mut learned = profile(&[("Ampel", Meaning::Column(Column::Status)), ("🟠", Meaning::Status(StatusMeaning::Yellow))]);
    let kept = serde_json::to_string(&learned).unwrap();
    assert_eq!(serde_json::from_str::<Profile>(&kept).unwrap(), learned);
    assert_eq!(learned.status("🟠"), Some(StatusMeaning::Yellow));
    assert!(learned.forget(List::Statuses, "🟠") && !learned.forget(List::Statuses, "🟠"));
    assert_eq!(learned.lines(), [("Ampel".to_owned(), Meaning::Column(Column::Status))]);
    for list in List::ALL {
        for (word, words) in list.meanings() {
            assert_eq!(list.meaning(word).map(Meaning::words), Some(words));
        }
    }
}

#[test]
fn what_is_no_word_is_not_learned() {
    let mut learned = Profile::default();
    let status = Meaning::Status(StatusMeaning::Done);
    assert_eq!(learned.learn("  ", status), Err(ProfileError::Empty));
    assert_eq!(learned.learn(&"x".repeat(LONGEST + 1), status), Err(ProfileError::Long));
    for at in 0..MOST {
        learned.learn(&format!("word {at}"), status).unwrap();
    }
    assert_eq!(learned.learn("one more", status), Err(ProfileError::Full));
    assert_eq!(learned.learn("word 7", Meaning::Status(StatusMeaning::Open)), Ok(()));
}
