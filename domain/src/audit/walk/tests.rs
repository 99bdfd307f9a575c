//! A chain that is whole is found whole, and any single thing that is done to one is found.

use super::super::chain::tests::event;
use super::*;
use crate::audit::{FORMER, Redaction};
use proptest::prelude::*;
use uuid::Uuid;

type Chain = Vec<(Link, Kept)>;

fn person() -> UserId {
    Uuid::from_u128(7).into()
}

fn erased(number: u128) -> Event {
    Event { kind: EventKind::UserErased, subject: person().0, ..event(number) }
}

fn linked(seq: i64, before: &str, event: Event) -> (Link, Kept) {
    let salt = format!("{seq:032x}");
    let texts = commitment(&event, &salt);
    let digest = body(&event, &texts);
    let hash = chained(before, &digest);
    let link = Link { seq, event: event.id, salt: Some(salt), texts, digest, hash, taken_over: false, redaction: None };
    (link, Kept::Line(Box::new(event)))
}

fn chain(length: i64) -> Chain {
    let mut rows: Chain = Vec::new();
    for seq in 1..=length {
        let before = rows.last().map_or(START, |(link, _)| link.hash.as_str());
        let number = u128::try_from(seq).unwrap();
        let event = if seq == length { erased(number) } else { event(number) };
        rows.push(linked(seq, before, event));
    }
    rows
}

fn walked(rows: &Chain, expected: Option<Noted>) -> Report {
    let mut walk = Walk::new(expected);
    for (link, kept) in rows {
        walk.link(link, kept, link.redaction.as_ref().map(|_| true));
    }
    walk.end(0)
}

fn gap(rows: &Chain, first: usize, last: usize) -> Gap {
    let before = if first == 0 { START.to_owned() } else { rows[first - 1].0.hash.clone() };
    Gap {
        first: rows[first].0.seq,
        last: rows[last].0.seq,
        before,
        after: rows[last].0.hash.clone(),
        at: event(1).at,
        rule: String::new(),
        signature: String::new(),
    }
}

fn faults(report: &Report) -> Vec<&Fault> {
    report.breaks.iter().map(|found| &found.fault).collect()
}

#[test]
fn a_whole_chain_has_a_head_to_be_noted() {
    let rows = chain(5);
    let report = walked(&rows, None);
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((report.lines, report.seq, &report.hash), (5, 5, &rows[4].0.hash));
    let noted: Noted = format!("5:{}", report.hash.to_uppercase()).parse().unwrap();
    assert_eq!(walked(&rows, Some(noted)).expectation, Expectation::Met);
    assert!(walked(&chain(0), None).is_whole());
}

#[test]
fn a_chain_whose_end_was_cut_off_is_whole_and_not_as_it_was_noted() {
    let (mut rows, head) = (chain(5), walked(&chain(5), None));
    rows.truncate(3);
    assert!(walked(&rows, None).is_whole());
    let report = walked(&rows, Some(Noted { seq: head.seq, hash: head.hash }));
    assert_eq!((faults(&report), report.expectation), (vec![&Fault::Cut], Expectation::Failed));
}

#[test]
fn a_chain_that_was_made_anew_is_not_as_it_was_noted() {
    let noted = Noted { seq: 3, hash: chain(5)[2].0.hash.clone() };
    let mut rows = Chain::new();
    for seq in 1..=5 {
        let before = rows.last().map_or(START, |(link, _): &(Link, Kept)| link.hash.as_str());
        let other = Event { summary: "did nothing".into(), ..event(u128::try_from(seq).unwrap()) };
        rows.push(linked(seq, before, other));
    }
    assert!(walked(&rows, None).is_whole(), "who has the database can compute a chain");
    assert_eq!(faults(&walked(&rows, Some(noted))), [&Fault::NotAsNoted]);
}

#[test]
fn a_signed_gap_takes_the_place_of_lines_and_a_forged_one_does_not() {
    let rows = chain(6);
    let walked = |gap: &Gap, signed, expected| {
        let mut walk = Walk::new(expected);
        walk.link(&rows[0].0, &rows[0].1, None);
        walk.gap(gap, signed);
        for (link, kept) in &rows[4..] {
            walk.link(link, kept, None);
        }
        walk.end(0)
    };
    let whole = gap(&rows, 1, 3);
    let report = walked(&whole, Some(true), None);
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((report.lines, report.gaps, report.deleted, report.unchecked), (3, 1, 3, 0));
    assert_eq!(walked(&whole, None, None).unchecked, 1);
    assert_eq!(faults(&walked(&whole, Some(false), None)), [&Fault::ForgedGap]);
    let noted = |at: usize| Some(Noted { seq: rows[at].0.seq, hash: rows[at].0.hash.clone() });
    assert_eq!(walked(&whole, Some(true), noted(3)).expectation, Expectation::Met, "its last line can be compared");
    assert_eq!(walked(&whole, Some(true), noted(2)).expectation, Expectation::InGap);
    for wrong in [
        Gap { last: 3, ..whole.clone() },
        Gap { first: 3, ..whole.clone() },
        Gap { after: START.into(), ..whole.clone() },
        Gap { before: START.into(), ..whole },
    ] {
        assert!(!walked(&wrong, Some(true), None).is_whole(), "{wrong:?}");
    }
}

fn redacted(rows: &mut Chain, at: usize) {
    let (link, kept) = &mut rows[at];
    link.salt = None;
    link.redaction = Some(Redaction { person: person(), signature: String::new() });
    let Kept::Line(event) = kept else { panic!("it is there") };
    event.actor_name = FORMER.parse().unwrap();
    event.source.address = None;
}

#[test]
fn a_nameless_line_needs_a_signature_and_an_erased_person() {
    let mut rows = chain(4);
    redacted(&mut rows, 1);
    let report = walked(&rows, None);
    assert!(report.is_whole() && report.nameless == 1, "{report:?}");
    let mut walk = Walk::new(None);
    for (link, kept) in &rows {
        walk.link(link, kept, link.redaction.as_ref().map(|_| false));
    }
    assert_eq!(faults(&walk.end(0)), [&Fault::ForgedRedaction]);
    let erased = rows.pop().unwrap();
    assert_eq!(faults(&walked(&rows, None)), [&Fault::NotErased]);
    rows.push(erased);
    let Kept::Line(event) = &mut rows[1].1 else { panic!("it is there") };
    event.kind = EventKind::ItemUnticked;
    assert_eq!(faults(&walked(&rows, None)), [&Fault::Changed], "what is not personal stays under the digest");
    rows[1].0.redaction = None;
    assert_eq!(faults(&walked(&rows, None)), [&Fault::Changed]);
}

#[test]
fn lines_that_are_not_chained_are_told() {
    assert_eq!(faults(&Walk::new(None).end(2)), [&Fault::NotInChain(2)]);
}

#[test]
fn a_place_is_a_number_and_a_digest() {
    for text in ["", "5", "0:00", "5:xyz", "-1:0000000000000000000000000000000000000000000000000000000000000000"] {
        assert!(text.parse::<Noted>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_done_to_one_line_is_found(length in 2_i64..12, at in 0_usize..12, what in 0..9) {
        let mut rows = chain(length);
        let at = at % rows.len();
        let next = (at + 1) % rows.len();
        let head = Noted { seq: length, hash: rows.last().unwrap().0.hash.clone() };
        match what {
            0 => rows[at].1 = Kept::Gone,
            1 => rows[at].1 = Kept::Unreadable,
            2 => drop(rows.remove(at)),
            3 => {
                // The lines are swapped and the links stay.
                let (one, other) = (rows[at].1.clone(), rows[next].1.clone());
                (rows[at].1, rows[next].1) = (other, one);
            }
            4 => {
                // The links are swapped with their lines and get each other's numbers.
                rows.swap(at, next);
                let (one, other) = (rows[at].0.seq, rows[next].0.seq);
                (rows[at].0.seq, rows[next].0.seq) = (other, one);
            }
            5 => {
                let Kept::Line(event) = &mut rows[at].1 else { panic!("it is there") };
                event.summary.push('!');
            }
            6 => {
                // Changed together with its digests, and the lines after it left as they were.
                let Kept::Line(event) = rows[at].1.clone() else { panic!("it is there") };
                let before = if at == 0 { START.to_owned() } else { rows[at - 1].0.hash.clone() };
                rows[at] = linked(rows[at].0.seq, &before, Event { summary: "did nothing".into(), ..*event });
            }
            7 => rows[at].0.digest = START.into(),
            _ => rows[at].0.hash = START.into(),
        }
        prop_assert!(!walked(&rows, Some(head)).is_whole());
    }
}
