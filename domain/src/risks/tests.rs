use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at() -> Timestamp {
    "2031-03-01T23:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
}

fn risk(residual: Exposure) -> Risk {
    Risk {
        id: RiskId(uuid::Uuid::nil()),
        project: ProjectId(uuid::Uuid::nil()),
        position: 0,
        title: "Loss of data".parse().unwrap(),
        description: Markdown::default(),
        inherent: Exposure::default(),
        residual,
        target: Exposure::default(),
        previous: None,
        polarity: Polarity::LowerIsBetter,
        response: None,
        mitigation: Markdown::default(),
        owner: None,
        review: None,
        status: None,
        acceptance: None,
        closure: None,
        opened_in: None,
        lines: None,
        opened_at: at(),
        version: Version::FIRST,
    }
}

fn exposure(likelihood: u8, impact: u8) -> Exposure {
    Exposure { likelihood: Level::from_number(likelihood), impact: Level::from_number(impact), stated: None }
}

fn acceptance(risk: &Risk, until: &str) -> Acceptance {
    Acceptance {
        reason: "Rare enough".parse().unwrap(),
        approver: "Ana".parse().unwrap(),
        at: at(),
        until: day(until),
        level: risk.residual.level(&Matrix::default()),
        likelihood: risk.residual.likelihood,
        impact: risk.residual.impact,
    }
}

fn accepted(residual: Exposure) -> Risk {
    let risk = risk(residual);
    let acceptance = acceptance(&risk, "2031-04-01");
    risk.accept(acceptance, day("2031-03-01")).unwrap()
}

#[test]
fn an_acceptance_covers_the_state_it_was_given_for_and_better_ones_to_the_end_of_its_last_day() {
    let cover = |risk: &Risk, today| risk.cover(&Matrix::default(), day(today));
    let given = accepted(exposure(3, 3));
    assert_eq!(cover(&given, "2031-04-01"), Some(Cover::Holds));
    assert_eq!(cover(&given, "2031-04-02"), Some(Cover::Past));
    let with = |residual| Risk { residual, ..given.clone() };
    assert_eq!(cover(&with(exposure(2, 3)), "2031-03-02"), Some(Cover::Holds));
    assert_eq!(cover(&with(exposure(5, 5)), "2031-03-02"), Some(Cover::Worse));
    // Six and nine are both medium; nine is worse all the same.
    let six = accepted(exposure(2, 3));
    assert_eq!(cover(&Risk { residual: exposure(3, 3), ..six }, "2031-03-02"), Some(Cover::Worse));
    assert_eq!(cover(&risk(exposure(1, 1)), "2031-03-02"), None);
}

#[test]
fn what_nobody_knew_when_it_was_accepted_is_not_covered() {
    let unknown = accepted(Exposure::default());
    let cover = |risk: &Risk| risk.cover(&Matrix::default(), day("2031-03-02"));
    assert_eq!(cover(&unknown), Some(Cover::Holds));
    assert_eq!(cover(&Risk { residual: Exposure::stated(Some(Level::Low)), ..unknown }), Some(Cover::Worse));
}

#[test]
fn a_quality_gets_worse_by_falling() {
    let quality = Risk { polarity: Polarity::HigherIsBetter, ..accepted(Exposure::stated(Some(Level::Medium))) };
    let with = |level| Risk { residual: Exposure::stated(Some(level)), ..quality.clone() }.cover(&Matrix::default(), day("2031-03-02"));
    assert_eq!((with(Level::High), with(Level::Low)), (Some(Cover::Holds), Some(Cover::Worse)));
    let moved = Risk { previous: Some(Level::High), ..quality };
    assert_eq!(moved.movement(&Matrix::default()), Some(Movement::Worse));
}

#[test]
fn the_level_moves_with_the_matrix() {
    let risk = Risk { previous: Some(Level::High), ..risk(exposure(2, 4)) };
    assert_eq!(risk.movement(&Matrix::default()), Some(Movement::Better));
    let strict = Matrix::try_from([2, 3, 6, 12]).unwrap();
    assert_eq!(risk.movement(&strict), Some(Movement::Same));
}

#[test]
fn what_is_closed_is_neither_accepted_nor_due_and_can_be_reopened_once() {
    let closure = Closure { reason: "Gone".parse().unwrap(), by_name: "Ana".parse().unwrap(), at: at() };
    let due = Risk { review: Some(day("2031-03-05")), ..risk(exposure(1, 1)) };
    assert!(!due.is_review_due(day("2031-03-04")) && due.is_review_due(day("2031-03-05")));
    let closed = due.close(closure.clone()).unwrap();
    assert!(!closed.is_review_due(day("2031-03-05")));
    let given = acceptance(&closed, "2031-04-01");
    assert_eq!(closed.clone().accept(given, day("2031-03-01")), Err(RiskError::Closed));
    assert_eq!(closed.clone().close(closure), Err(RiskError::Already("closed")));
    let open = closed.reopen().unwrap();
    assert_eq!(open.clone().reopen(), Err(RiskError::Already("open")));
    assert_eq!(open.withdraw(), Err(RiskError::NotAccepted));
}

#[test]
fn an_acceptance_can_end_today_and_not_before() {
    let open = risk(exposure(1, 1));
    let late = acceptance(&open, "2031-02-28");
    assert_eq!(open.clone().accept(late, day("2031-03-01")), Err(RiskError::Until(day("2031-03-01"))));
    let today = acceptance(&open, "2031-03-01");
    assert!(open.accept(today, day("2031-03-01")).unwrap().withdraw().is_ok());
}
