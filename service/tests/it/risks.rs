use crate::world::{REPORT, World, at};
use domain::history::EventKind;
use domain::risks::{Cover, Level, Response, Risk};
use service::accounts::Auditor;
use service::risks::{
    AcceptanceForm, Accepted, ExposureForm, Filter, LevelAsked, RiskForm, accept, change, close, create, find, list, reopen, withdraw,
};
use service::{PageNumber, ServiceError, records};

const DAY: i64 = 24 * 3600;

async fn room() -> (World, Auditor) {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    (world, auditor)
}

fn exposure(likelihood: &str, impact: &str) -> ExposureForm {
    ExposureForm { likelihood: likelihood.into(), impact: impact.into(), level: String::new() }
}

fn form() -> RiskForm {
    RiskForm {
        title: "Power cut".into(),
        description: "In the *middle* of a firing.".into(),
        inherent: exposure("4", "5"),
        residual: exposure("3", "3"),
        target: ExposureForm { level: "low".into(), ..ExposureForm::default() },
        response: "mitigate".into(),
        mitigation: "A battery.".into(),
        owner: "olga".into(),
        review: "2031-04-06".into(),
        ..RiskForm::default()
    }
}

fn acceptance(until: &str) -> AcceptanceForm {
    AcceptanceForm { reason: "Rare enough".into(), approver: "Director".into(), until: until.into() }
}

fn field(result: Result<Risk, ServiceError>) -> &'static str {
    match result {
        Err(ServiceError::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_risk_made_by_hand_has_three_exposures_and_is_found_by_its_level() {
    let (world, auditor) = room().await;
    let made = create(&world.db, &auditor, &form(), at()).await.unwrap();
    let matrix = *auditor.project().words.matrix();
    let levels = [made.inherent, made.residual, made.target].map(|exposure| exposure.level(&matrix));
    assert_eq!(levels, [Some(Level::Critical), Some(Level::Medium), Some(Level::Low)]);
    assert_eq!((made.response, made.owner.as_ref().unwrap().user), (Some(Response::Mitigate), auditor.person()));
    let listed = async |filter: Filter, later| {
        list(&world.db, &auditor, &filter, PageNumber::FIRST, at().plus_seconds(later)).await.unwrap().page.rows
    };
    let level = |level| Filter { level: LevelAsked::Is(level), ..Filter::default() };
    assert_eq!(listed(level(Level::Medium), 0).await, std::slice::from_ref(&made));
    assert!(listed(level(Level::High), 0).await.is_empty());
    let due = Filter { due: true, ..Filter::default() };
    assert!(listed(due.clone(), 0).await.is_empty());
    assert_eq!(listed(due, DAY).await, std::slice::from_ref(&made));
    let cells = list(&world.db, &auditor, &Filter::default(), PageNumber::FIRST, at()).await.unwrap().cells;
    assert_eq!(cells, [(Level::Medium, Level::Medium, 1)]);
    assert_eq!(find(&world.db, &auditor, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn an_acceptance_stops_covering_when_its_day_is_past_or_the_risk_got_worse() {
    let (world, auditor) = room().await;
    let made = create(&world.db, &auditor, &form(), at()).await.unwrap();
    for until in ["", "soon", "2031-04-04"] {
        assert_eq!(field(accept(&world.db, &auditor, made.id, made.version, &acceptance(until), at()).await), "until", "{until}");
    }
    let blank = AcceptanceForm { reason: " ".into(), ..acceptance("2031-05-01") };
    assert_eq!(field(accept(&world.db, &auditor, made.id, made.version, &blank, at()).await), "reason");
    let given = accept(&world.db, &auditor, made.id, made.version, &acceptance("2031-04-06"), at()).await.unwrap();
    let kept = given.acceptance.clone().unwrap();
    assert_eq!((kept.approver.as_str(), kept.level, kept.likelihood), ("Director", Some(Level::Medium), Some(Level::Medium)));
    let accepted = async |later| {
        let holds = Filter { accepted: Accepted::Holds, ..Filter::default() };
        list(&world.db, &auditor, &holds, PageNumber::FIRST, at().plus_seconds(later)).await.unwrap().page.total
    };
    assert_eq!((accepted(DAY).await, accepted(2 * DAY).await), (1, 0));
    let worse = RiskForm { residual: exposure("4", "3"), ..form() };
    let worse = change(&world.db, &auditor, given.id, given.version, &worse, at()).await.unwrap();
    assert_eq!(worse.cover(auditor.project().words.matrix(), at().today()), Some(Cover::Worse));
    assert_eq!(accepted(0).await, 0);
    let ended = withdraw(&world.db, &auditor, worse.id, worse.version, at()).await.unwrap();
    assert_eq!(ended.acceptance, None);
    let around = records::around(&world.db, &auditor, made.id, PageNumber::FIRST).await.unwrap();
    assert_eq!(around.events[0].kind, EventKind::RiskAcceptanceEnded);
    assert_eq!(around.events[1].changes[0].field, "Likelihood");
}

#[tokio::test]
async fn a_risk_is_closed_and_reopened_for_a_reason() {
    let (world, auditor) = room().await;
    let made = create(&world.db, &auditor, &form(), at()).await.unwrap();
    assert_eq!(field(close(&world.db, &auditor, made.id, made.version, "", at()).await), "reason");
    let closed = close(&world.db, &auditor, made.id, made.version, "The kiln runs on gas now.", at()).await.unwrap();
    assert_eq!(closed.closure.clone().unwrap().by_name.as_str(), "olga");
    let refused = accept(&world.db, &auditor, made.id, closed.version, &acceptance("2031-05-01"), at()).await;
    assert!(matches!(refused, Err(ServiceError::Refused(_))), "{refused:?}");
    let counts = list(&world.db, &auditor, &Filter::default(), PageNumber::FIRST, at()).await.unwrap().counts;
    assert_eq!((counts.open, counts.closed), (0, 1));
    assert!(matches!(reopen(&world.db, &auditor, made.id, made.version, "x", at()).await, Err(ServiceError::Stale)));
    let open = reopen(&world.db, &auditor, made.id, closed.version, "Not yet.", at()).await.unwrap();
    assert_eq!(open.closure, None);
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_at_its_field_and_a_report_stays_as_it_says() {
    let (world, auditor) = room().await;
    let wrong = [
        (RiskForm { title: " ".into(), ..form() }, "title"),
        (RiskForm { residual: exposure("6", "1"), ..form() }, "likelihood"),
        (RiskForm { target: ExposureForm { level: "huge".into(), ..ExposureForm::default() }, ..form() }, "target-level"),
        (RiskForm { response: "pray".into(), ..form() }, "response"),
        (RiskForm { review: "soon".into(), ..form() }, "review"),
    ];
    for (form, at_field) in wrong {
        assert_eq!(field(create(&world.db, &auditor, &form, at()).await), at_field);
    }
    world.saved(&auditor, REPORT).await;
    let read = list(&world.db, &auditor, &Filter::default(), PageNumber::FIRST, at()).await.unwrap().page.rows.remove(0);
    assert_eq!((read.residual.stated, read.mitigation.as_str()), (Some(Level::Medium), "Battery for the fan"));
    assert_eq!(read.residual.contradicted(auditor.project().words.matrix()), None);
}
