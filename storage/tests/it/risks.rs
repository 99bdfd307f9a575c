use crate::samples::{at, risk, saved_assessment, saved_project, saved_user, title};
use domain::ids::ProjectId;
use domain::people::Assignee;
use domain::risks::{Acceptance, Closure, Cover, Exposure, Level, Matrix, Polarity, Risk};
use domain::text::Markdown;
use domain::{Day, Version};
use scratch::on_fresh;
use storage::blockers::OwnedBy;
use storage::risks::{Accepted, Counts, Filter, LevelAsked, State};
use storage::{StorageError, Tx, Window, records, risks};

fn bare(risk: Risk) -> Risk {
    Risk {
        inherent: Exposure::default(),
        residual: Exposure::default(),
        target: Exposure::default(),
        previous: None,
        polarity: Polarity::LowerIsBetter,
        response: None,
        mitigation: Markdown::default(),
        owner: None,
        review: None,
        status: None,
        lines: None,
        ..risk
    }
}

fn today() -> Day {
    at().today()
}

fn acceptance(until: &str, given: Exposure) -> Acceptance {
    Acceptance {
        reason: "Rare".parse().unwrap(),
        approver: title("Ada"),
        at: at(),
        until: until.parse().unwrap(),
        level: given.level(&Matrix::default()),
        likelihood: given.likelihood,
        impact: given.impact,
    }
}

fn closure() -> Closure {
    Closure { reason: "Gone".parse().unwrap(), by_name: title("Ada"), at: at() }
}

async fn positions(tx: &mut Tx, project: ProjectId, filter: &Filter) -> Vec<i32> {
    let rows = risks::list(tx, project, filter, &Matrix::default(), today(), Window::first(999)).await.unwrap();
    let total = risks::count_matching(tx, project, filter, &Matrix::default(), today()).await.unwrap();
    assert_eq!(i64::try_from(rows.len()).unwrap(), total, "{filter:?}");
    rows.iter().map(|row| row.position).collect()
}

#[tokio::test]
async fn risks_come_back_in_order_and_an_unstated_level_stays_unknown() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let user = saved_user(&mut tx, "ada@example.org").await;
        let owner = Some(Assignee { name: "Ada".into(), user: Some(user) });
        let sample = risk(project, 2);
        let given = Some(acceptance("2031-09-01", sample.residual));
        let rows =
            [Risk { opened_in: Some(audit), owner, ..risk(project, 0) }, bare(risk(project, 1)), Risk { acceptance: given, ..sample }];
        for row in rows.iter().rev() {
            risks::insert(&mut tx, row).await.unwrap();
        }
        assert_eq!(risks::list_open(&mut tx, project, Window::first(9)).await.unwrap(), rows);
        assert_eq!(risks::list_open(&mut tx, project, Window { limit: 1, offset: 1 }).await.unwrap(), rows[1..2]);
        assert_eq!(risks::count_open(&mut tx, project).await.unwrap(), 3);
        let closed = Risk { closure: Some(closure()), version: Version(2), ..rows[2].clone() };
        risks::update(&mut tx, &closed, Version::FIRST).await.unwrap();
        assert!(matches!(risks::update(&mut tx, &closed, Version::FIRST).await, Err(StorageError::Stale)));
        assert_eq!(risks::find(&mut tx, project, closed.id).await.unwrap(), closed);
        assert_eq!(risks::count_open(&mut tx, project).await.unwrap(), 2);
    })
    .await;
}

/// Every mix of what is known, and an acceptance given for another state.
fn every_state(project: ProjectId) -> Vec<Risk> {
    let known = [
        Exposure::default(),
        Exposure::stated(Some(Level::Medium)),
        Exposure { likelihood: Some(Level::Low), impact: Some(Level::Critical), stated: Some(Level::Low) },
        Exposure { likelihood: Some(Level::Medium), impact: Some(Level::Medium), stated: None },
        Exposure { likelihood: Some(Level::High), impact: None, stated: Some(Level::High) },
        Exposure { likelihood: Some(Level::Critical), impact: Some(Level::Critical), stated: None },
    ];
    let mut rows = Vec::new();
    for residual in known {
        for given in known.map(Some).into_iter().chain([None]) {
            for polarity in [Polarity::LowerIsBetter, Polarity::HigherIsBetter] {
                for until in ["2031-04-04", "2031-04-05"] {
                    let acceptance = given.map(|given| acceptance(until, given));
                    let position = i32::try_from(rows.len()).unwrap();
                    rows.push(Risk { residual, polarity, acceptance, ..risk(project, position) });
                }
            }
        }
    }
    rows
}

#[tokio::test]
async fn lists_read_level_and_acceptance_as_the_domain_does() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let rows = every_state(project);
        for row in &rows {
            risks::insert(&mut tx, row).await.unwrap();
        }
        let matrix = Matrix::default();
        let expected = |is: &dyn Fn(&Risk) -> bool| rows.iter().filter(|row| is(row)).map(|row| row.position).collect::<Vec<_>>();
        let unknown = Filter { level: LevelAsked::Unknown, ..Filter::default() };
        assert_eq!(positions(&mut tx, project, &unknown).await, expected(&|row| row.residual.level(&matrix).is_none()));
        for level in Level::ALL {
            let filter = Filter { level: LevelAsked::Is(level), ..Filter::default() };
            assert_eq!(
                positions(&mut tx, project, &filter).await,
                expected(&|row| row.residual.level(&matrix) == Some(level)),
                "{level:?}"
            );
        }
        let holds = expected(&|row| row.cover(&matrix, today()) == Some(Cover::Holds));
        assert!(!holds.is_empty());
        assert_eq!(positions(&mut tx, project, &Filter { accepted: Accepted::Holds, ..Filter::default() }).await, holds);
        let not = Filter { accepted: Accepted::Not, ..Filter::default() };
        assert_eq!(positions(&mut tx, project, &not).await.len(), rows.len() - holds.len());
        let counts = risks::counts(&mut tx, project, &matrix, today()).await.unwrap();
        assert_eq!(counts.accepted, i64::try_from(holds.len()).unwrap());
        let cells: i64 = risks::count_cells(&mut tx, project).await.unwrap().iter().map(|(.., count)| count).sum();
        assert_eq!(usize::try_from(cells).unwrap(), rows.len() / 2);
    })
    .await;
}

#[tokio::test]
async fn a_filter_lets_through_what_it_says() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let ada = saved_user(&mut tx, "ada@example.org").await;
        let rows = [
            Risk { owner: None, ..risk(project, 0) },
            Risk { owner: Some(Assignee { name: "Ada".into(), user: Some(ada) }), review: Some(today()), ..risk(project, 1) },
            Risk { closure: Some(closure()), review: Some(today()), ..risk(project, 2) },
            bare(risk(project, 3)),
        ];
        for row in &rows {
            risks::insert(&mut tx, row).await.unwrap();
        }
        let all = Filter { state: State::All, ..Filter::default() };
        assert_eq!(positions(&mut tx, project, &Filter::default()).await, [0, 1, 3]);
        assert_eq!(positions(&mut tx, project, &all).await, [0, 1, 2, 3]);
        assert_eq!(positions(&mut tx, project, &Filter { state: State::Closed, ..all.clone() }).await, [2]);
        assert_eq!(positions(&mut tx, project, &Filter { due: true, ..all.clone() }).await, [1]);
        assert_eq!(positions(&mut tx, project, &Filter { owner: OwnedBy::Member(ada), ..all.clone() }).await, [1]);
        assert_eq!(positions(&mut tx, project, &Filter { owner: OwnedBy::Nobody, ..all.clone() }).await, [0, 3]);
        assert_eq!(positions(&mut tx, project, &Filter { owner: OwnedBy::Named("ki".into()), ..all.clone() }).await, [2]);
        let cell = Filter { likelihood: Some(Level::VeryLow), impact: Some(Level::Critical), ..Filter::default() };
        assert_eq!(positions(&mut tx, project, &cell).await, [0, 1]);
        assert_eq!(risks::count_cells(&mut tx, project).await.unwrap(), [(Level::VeryLow, Level::Critical, 2)]);
        let counts = risks::counts(&mut tx, project, &Matrix::default(), today()).await.unwrap();
        assert_eq!(counts, Counts { open: 3, closed: 1, accepted: 0, due: 1 });
        records::delete(&mut tx, project, rows[1].id.into(), Version::FIRST, at(), "Ada").await.unwrap();
        assert_eq!(positions(&mut tx, project, &all).await, [0, 2, 3]);
        assert!(matches!(risks::find(&mut tx, project, rows[1].id).await, Err(StorageError::NotFound)));
        assert_eq!(risks::count_open(&mut tx, project).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_a_report_tells_of_a_risk_is_kept_and_a_change_by_hand_leaves_it() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = risk(project, 0);
        risks::insert(&mut tx, &row).await.unwrap();
        let told = Risk { previous: Some(Level::High), status: Some("calmer".into()), ..row.clone() };
        risks::update(&mut tx, &Risk { version: Version(2), ..told.clone() }, Version::FIRST).await.unwrap();
        assert_eq!(risks::find(&mut tx, project, row.id).await.unwrap(), Risk { version: Version(2), ..row });
        risks::set_told(&mut tx, &told).await.unwrap();
        assert_eq!(risks::find(&mut tx, project, told.id).await.unwrap(), Risk { version: Version(2), ..told.clone() });
        let nothing = Risk { previous: None, status: None, ..told };
        risks::set_told(&mut tx, &nothing).await.unwrap();
        assert_eq!(risks::find(&mut tx, project, nothing.id).await.unwrap(), Risk { version: Version(2), ..nothing });
    })
    .await;
}

#[tokio::test]
async fn what_is_told_of_a_risk_of_another_project_is_written_nowhere() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let row = risk(other, 0);
        risks::insert(&mut tx, &row).await.unwrap();
        let elsewhere = Risk { project: own, previous: None, ..row.clone() };
        assert!(matches!(risks::set_told(&mut tx, &elsewhere).await, Err(StorageError::Stale)));
        assert_eq!(risks::find(&mut tx, other, row.id).await.unwrap(), row);
    })
    .await;
}
