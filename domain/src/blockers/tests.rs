use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
}

fn blocker(tier: u8) -> Blocker {
    Blocker {
        id: BlockerId(uuid::Uuid::nil()),
        project: ProjectId(uuid::Uuid::nil()),
        position: 0,
        tier: tier.try_into().unwrap(),
        tier_label: None,
        title: "Keys in clear text".parse().unwrap(),
        category: None,
        current: None,
        required: None,
        location: None,
        owner: None,
        due: None,
        links: Links::default(),
        body: Markdown::default(),
        state: BlockerState::Open,
        resolution: None,
        waiver: None,
        opened_in: None,
        lines: None,
        opened_at: at("2031-03-01T23:00:00Z"),
        version: Version::FIRST,
    }
}

fn resolution(evidence: &str) -> Resolution {
    let evidence = Some(evidence.parse().unwrap());
    Resolution { at: at("2031-03-11T01:00:00Z"), by_name: "Ana".parse().unwrap(), evidence }
}

fn waiver(until: &str) -> Waiver {
    Waiver { reason: "Later".parse().unwrap(), until: day(until), by_name: "Ana".parse().unwrap(), at: at("2031-03-01T23:00:00Z") }
}

#[test]
fn a_waiver_holds_to_the_end_of_its_last_day_and_lapses_by_itself() {
    let waived = blocker(1).waive(waiver("2031-04-01"), day("2031-03-02")).unwrap();
    assert_eq!(waived.standing(day("2031-04-01")), Standing::Waived);
    assert_eq!(waived.standing(day("2031-04-02")), Standing::Open);
    assert!(waived.waiver.is_some());
    assert_eq!(waived.end_waiver().unwrap().standing(day("2031-03-02")), Standing::Open);
}

#[test]
fn a_waiver_ends_after_today_and_within_a_year() {
    let today = day("2031-03-02");
    for until in ["2031-03-02", "2031-03-01", "2032-03-03"] {
        let refused = blocker(2).waive(waiver(until), today).unwrap_err();
        assert_eq!(refused, BlockerError::Until { from: day("2031-03-03"), to: day("2032-03-02") }, "{until}");
    }
    assert!(blocker(2).waive(waiver("2032-03-02"), today).is_ok());
    assert!(blocker(2).end_waiver().is_err());
}

#[test]
fn the_first_tier_is_resolved_only_with_evidence() {
    for evidence in ["", " \n"] {
        assert_eq!(blocker(1).resolve(resolution(evidence)), Err(BlockerError::EvidenceNeeded));
    }
    assert!(blocker(1).resolve(resolution("see the log")).is_ok());
    assert!(blocker(2).resolve(Resolution { evidence: None, ..resolution("") }).is_ok());
}

#[test]
fn what_is_resolved_can_be_reopened_once_and_is_waived_no_more() {
    let today = day("2031-03-02");
    let waived = blocker(2).waive(waiver("2031-04-01"), today).unwrap();
    let resolved = waived.resolve(resolution("done")).unwrap();
    assert_eq!(resolved.clone().resolve(resolution("again")), Err(BlockerError::Already("resolved")));
    assert!(resolved.clone().waive(waiver("2031-04-01"), today).is_err());
    let again = resolved.reopen().unwrap();
    assert_eq!((again.standing(today), again.resolution.clone()), (Standing::Reopened, None));
    assert_eq!(again.reopen(), Err(BlockerError::Already("open")));
}

#[test]
fn age_runs_from_the_day_of_entry_to_the_resolution_and_is_never_less_than_nothing() {
    assert_eq!(blocker(2).age(day("2031-03-13")), 12);
    assert_eq!(blocker(2).age(day("2031-02-01")), 0);
    assert_eq!(blocker(2).resolve(resolution("")).unwrap().age(day("2040-01-01")), 10);
}

#[test]
fn what_is_due_today_is_not_late_and_what_does_not_block_never_is() {
    let due = Blocker { due: Some(day("2031-03-05")), ..blocker(2) };
    assert!(!due.is_overdue(day("2031-03-05")));
    assert!(due.is_overdue(day("2031-03-06")));
    assert!(!due.clone().waive(waiver("2031-04-01"), day("2031-03-06")).unwrap().is_overdue(day("2031-03-06")));
    assert!(!due.resolve(resolution("")).unwrap().is_overdue(day("2031-03-06")));
}

#[test]
fn what_changed_is_said_in_the_words_of_the_project() {
    let before = blocker(2);
    let after = Blocker { tier: Tier::FIRST, owner: Some(Assignee::named("Kim")), due: Some(day("2031-03-05")), ..before.clone() };
    let changes = crate::records::changes(&(&before, &Words::default()), &(&after, &Words::default()));
    assert_eq!(crate::records::named(&changes), "tier, owner and due");
    assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("Tier 2", "Tier 1"));
}
