//! What a later report says about what is known.

use super::*;
use crate::assessments::Registers;
use crate::exchange::read;
use crate::exchange::rows::{Origin, registers};
use crate::ids::{AssessmentId, ProjectId};
use crate::projects::Words;
use crate::text::Title;
use crate::{Day, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

const EARLIER: &str = "# Kiln audit\n\n## Blockers\n\n### Tier 2\n\n1. **Door opens while hot**\n   - Owner: Ada\n2. **Flue leaks at the joint**\n\n\
    ## Risks\n\n| Risk | Level | Mitigation | Status |\n|---|---|---|---|\n| Power fails in the night | High | None | Open |\n| Clay cracks | Low | Slow cooling | Open |\n\n\
    ## Before the first firing\n\n- [x] Chimney is swept\n- [ ] Lock is tried with gloves\n\n\
    ## Acceptance criteria\n\n| # | Criterion | Status |\n|---|---|---|\n| A | Reaches 1200 degrees | Not met |\n| B | Cools in a night | Met |\n";

const LATER: &str = "# Kiln audit\n\n## Blockers\n\n### Tier 2\n\n1. ~~Door opens while hot~~ ✅\n2. **Gauge is blind**\n\n\
    ## Risks\n\n| Risk | Level | Mitigation | Status |\n|---|---|---|---|\n| Power fails in the night | Medium | Battery | Open |\n| Clay cracks | Low | Slow cooling | Closed |\n\n\
    ## Before the first firing\n\n- [ ] Chimney is swept\n- [x] Lock is tried with gloves\n- [ ] Ash is carried out\n\n\
    ## Acceptance criteria\n\n| # | Criterion | Status |\n|---|---|---|\n| A | Reaches 1200 degrees | Met |\n| B | Cools in a night | Met |\n";

fn at() -> Timestamp {
    "2031-04-01T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
}

fn told(source: &str, from: u128) -> Registers {
    let mut next = from;
    let by: Title = "Ada".parse().unwrap();
    let origin = Origin { project: ProjectId(Uuid::from_u128(1)), assessment: AssessmentId(Uuid::from_u128(2)), by_name: &by, at: at() };
    registers(&read(source), &origin, move || {
        next += 1;
        Uuid::from_u128(next)
    })
}

fn meet(here: &Registers, later: &Registers, newest: bool) -> Vec<Meeting> {
    let by: Title = "Ada".parse().unwrap();
    let origin = Origin { project: ProjectId(Uuid::from_u128(1)), assessment: AssessmentId(Uuid::from_u128(2)), by_name: &by, at: at() };
    reconcile(here, later, &[], &Words::default(), &BTreeSet::from([(Part::Item, "ash is carried out".to_owned())]), &origin, newest)
}

fn named(meetings: &[Meeting], verdict: Verdict) -> Vec<&str> {
    meetings.iter().filter(|meeting| meeting.verdict == verdict).map(|meeting| meeting.name.as_str()).collect()
}

#[test]
fn a_later_report_meets_each_record_once() {
    let (here, later) = (told(EARLIER, 100), told(LATER, 900));
    let meetings = meet(&here, &later, true);
    assert_eq!(
        named(&meetings, Verdict::Done),
        ["Door opens while hot", "Clay cracks", "Lock is tried with gloves", "Reaches 1200 degrees"]
    );
    assert_eq!(named(&meetings, Verdict::Reopened), ["Chimney is swept"]);
    assert_eq!(named(&meetings, Verdict::Changed), ["Power fails in the night"]);
    assert_eq!(named(&meetings, Verdict::New), ["Gauge is blind", "Ash is carried out"]);
    assert_eq!(named(&meetings, Verdict::NotMentioned), ["Flue leaks at the joint"]);
    assert_eq!(named(&meetings, Verdict::Same), ["Cools in a night"]);
}

#[test]
fn what_would_change_is_told_field_by_field_and_what_is_left_out_stays() {
    let (here, later) = (told(EARLIER, 100), told(LATER, 900));
    let meetings = meet(&here, &later, true);
    let find = |name: &str| meetings.iter().find(|meeting| meeting.name == name).unwrap();
    let fields = |name: &str| -> Vec<String> {
        find(name).changes.iter().map(|change| format!("{}: {} → {}", change.field, change.before, change.after)).collect()
    };
    assert_eq!(fields("Door opens while hot"), ["State: open → resolved"]);
    assert_eq!(fields("Power fails in the night"), ["Stated level: high → medium", "Mitigation: None → Battery"]);
    let Some(After::Blocker(blocker)) = &find("Door opens while hot").after else { panic!("a blocker") };
    assert_eq!(blocker.owner.as_ref().map(|owner| owner.name.as_str()), Some("Ada"));
    assert!(
        blocker
            .resolution
            .as_ref()
            .and_then(|resolution| resolution.evidence.as_ref())
            .is_some_and(|text| text.as_str().contains("line 7"))
    );
    let Some(After::Risk(risk)) = &find("Power fails in the night").after else { panic!("a risk") };
    assert_eq!(risk.previous, here.risks[0].residual.stated);
    let Some(After::Risk(closed)) = &find("Clay cracks").after else { panic!("a risk") };
    assert!(closed.closure.as_ref().is_some_and(|closure| closure.reason.as_str().contains("Closed")));
}

#[test]
fn nothing_that_a_person_did_is_undone_unless_somebody_says_so() {
    let (here, later) = (told(EARLIER, 100), told(LATER, 900));
    let proposed = |newest: bool, verdict: Verdict| -> Vec<Choice> {
        meet(&here, &later, newest).iter().filter(|meeting| meeting.verdict == verdict).map(|meeting| meeting.proposed).collect()
    };
    assert_eq!(proposed(true, Verdict::Reopened), [Choice::Leave]);
    assert!(proposed(true, Verdict::Done).iter().all(|choice| *choice == Choice::Take));
    assert!(proposed(false, Verdict::Done).iter().all(|choice| *choice == Choice::Leave), "an older report is no news");
    assert_eq!(proposed(false, Verdict::New), [Choice::Take, Choice::Leave], "what somebody threw away is not proposed again");
}

#[test]
fn the_same_report_again_says_nothing_new() {
    let meetings = meet(&told(EARLIER, 100), &told(EARLIER, 900), true);
    assert!(meetings.iter().all(|meeting| meeting.verdict == Verdict::Same && meeting.after.is_none()), "{meetings:?}");
}

#[test]
fn names_that_are_only_alike_can_be_told_apart() {
    let later = told("# Kiln audit\n\n## Blockers\n\n1. Flue leaks badly at the upper joint\n", 900);
    let meetings = meet(&told(EARLIER, 100), &later, true);
    let flue = meetings.iter().find(|meeting| meeting.told.is_some()).unwrap();
    assert_eq!((flue.name.as_str(), flue.told_as.as_deref()), ("Flue leaks at the joint", Some("Flue leaks badly at the upper joint")));
    assert!(flue.choices().contains(&Choice::Add));
}

#[test]
fn a_waiver_stays_where_the_report_still_has_the_blocker_open() {
    let mut here = told(EARLIER, 100);
    let waiver = crate::blockers::Waiver {
        reason: "Spare part on its way".parse().unwrap(),
        until: "2031-05-01".parse::<Day>().unwrap(),
        by_name: "Ada".parse().unwrap(),
        at: at(),
    };
    here.blockers[1].waiver = Some(waiver);
    let meetings = meet(&here, &told(EARLIER, 900), true);
    assert!(meetings.iter().all(|meeting| meeting.verdict == Verdict::Same));
}

#[test]
fn a_risk_that_is_not_closed_yet_stays_open_and_one_that_comes_closed_is_no_open_one() {
    let with = |status: &str| {
        EARLIER.replace("| Clay cracks | Low | Slow cooling | Open |", &format!("| Clay cracks | Low | Slow cooling | {status} |"))
    };
    for status in ["Not closed yet", "To be closed in May", "Mitigated", "Accepted"] {
        let meetings = meet(&told(EARLIER, 100), &told(&with(status), 900), true);
        let clay = meetings.iter().find(|meeting| meeting.name == "Clay cracks").unwrap();
        assert_eq!(clay.verdict, Verdict::Changed, "{status}");
    }
    assert!(told(&with("Closed"), 100).risks[1].closure.is_some());
    assert!(told(EARLIER, 100).risks[1].closure.is_none());
}

#[test]
fn what_goes_with_a_state_is_told() {
    let mut here = told(EARLIER, 100);
    let resolution =
        crate::blockers::Resolution { at: at(), by_name: "Ada".parse().unwrap(), evidence: Some("Tried twice".parse().unwrap()) };
    here.blockers[1] = here.blockers[1].clone().resolve(resolution).unwrap();
    let meetings = meet(&here, &told(EARLIER, 900), true);
    let flue = meetings.iter().find(|meeting| meeting.name == "Flue leaks at the joint").unwrap();
    assert_eq!((flue.verdict, flue.proposed), (Verdict::Reopened, Choice::Leave));
    assert!(flue.changes.iter().any(|change| change.field == "Evidence" && change.before == "Tried twice" && change.after.is_empty()));
}

#[test]
fn every_meeting_has_a_key_of_its_own() {
    let meetings = meet(&told(EARLIER, 100), &told(LATER, 900), true);
    let keys: std::collections::HashSet<String> = meetings.iter().map(Meeting::key).collect();
    assert_eq!(keys.len(), meetings.len());
}
