//! Rows to write: all fields filled, so that a column that is left out shows.

use domain::accounts::User;
use domain::assessments::{Assessment, AssessmentState, Category, Finding, FindingKind, Rating, Severity, Stated, StatedScore};
use domain::blockers::{Blocker, BlockerState, Resolution, Waiver};
use domain::checklists::{Checklist, Done, Item, SetAside};
use domain::comments::Comment;
use domain::criteria::{Criterion, CriterionState};
use domain::exchange::profile::Profile;
use domain::gates::Gates;
use domain::history::{self, Event, EventKind};
use domain::ids::{AssessmentId, ChecklistId, MetricId, ProjectId, SourceId, UserId, VerificationId};
use domain::metrics::{Direction, Measurement, Metric, Threshold};
use domain::people::Assignee;
use domain::plans::{Action, ActionDone};
use domain::projects::{Project, Words};
use domain::records::RecordRef;
use domain::risks::{Exposure, Level, Polarity, Response, Risk};
use domain::scoring::ScoringRule;
use domain::text::Title;
use domain::verifications::{Outcome, RunResult, Verification};
use domain::{LineRange, Timestamp, Version};
use storage::Tx;
use storage::assessments::Summary;
use storage::exchange::Source;
use uuid::Uuid;

pub(crate) fn id<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}

/// 2031-04-05 06:07:08 UTC with a last microsecond that is easily lost.
pub(crate) fn at() -> Timestamp {
    let moment: chrono::DateTime<chrono::Utc> = "2031-04-05T06:07:08.123457Z".parse().unwrap();
    moment.into()
}

pub(crate) fn title(text: &str) -> Title {
    text.parse().unwrap()
}

pub(crate) fn lines(first: u32, last: u32) -> LineRange {
    LineRange::new(first, last)
}

pub(crate) fn user(email: &str) -> User {
    User {
        id: id(),
        email: email.parse().unwrap(),
        name: title("Ada"),
        admin: true,
        deactivated_at: None,
        created_at: at(),
        version: Version::FIRST,
    }
}

pub(crate) fn project(slug: &str) -> Project {
    Project {
        id: id(),
        slug: slug.parse().unwrap(),
        name: title(slug),
        description: "What *it* is.\n\nÄ".parse().unwrap(),
        tags: vec!["alpha".parse().unwrap(), "beta".parse().unwrap()],
        rule: ScoringRule::default(),
        words: Words::default(),
        gates: Gates::default(),
        archived_at: None,
        created_at: at(),
        version: Version::FIRST,
    }
}

pub(crate) async fn saved_project(tx: &mut Tx, slug: &str) -> ProjectId {
    let row = project(slug);
    storage::projects::insert(tx, &row).await.unwrap();
    row.id
}

pub(crate) async fn saved_user(tx: &mut Tx, email: &str) -> UserId {
    let row = user(email);
    storage::accounts::users::insert(tx, &row, "$argon2id$…").await.unwrap();
    row.id
}

pub(crate) fn assessment(project: ProjectId, day: &str) -> Summary {
    let overall = StatedScore { value: "72.50".parse().unwrap(), high: Some("76".parse().unwrap()), max: 100.into() };
    Summary {
        assessment: Assessment {
            id: id(),
            project,
            title: title("Audit"),
            date: Some(day.parse().unwrap()),
            state: AssessmentState::Draft,
            stated: Stated { overall: Some(overall), status: Some("⚠️ soon".into()), ..Stated::default() },
            source: None,
            supersedes: None,
            template: None,
            rule: None,
            author: id(),
            created_at: at(),
            version: Version::FIRST,
        },
        ordered_on: day.into(),
        score: Some(7_250),
        stated_score: Some(7_300),
        written: 0,
        corrected: false,
    }
}

pub(crate) async fn saved_assessment(tx: &mut Tx, project: ProjectId, day: &str) -> AssessmentId {
    let row = assessment(project, day);
    storage::assessments::insert(tx, &row).await.unwrap();
    row.assessment.id
}

pub(crate) fn category(position: i32, rating: Rating) -> Category {
    Category {
        id: id(),
        position,
        name: title("Security"),
        weight: Some("12.5".parse::<rust_decimal::Decimal>().unwrap().try_into().unwrap()),
        rating,
        status: Some("✅ good".into()),
        notes: "One note".parse().unwrap(),
        lines: Some(lines(4, 7)),
        version: Version::FIRST,
    }
}

pub(crate) fn finding(position: i32) -> Finding {
    Finding {
        id: id(),
        category: None,
        position,
        kind: FindingKind::Gap,
        title: title("No alert"),
        severity: Some(Severity::High),
        location: Some("pier.rs:12".into()),
        current: Some("none".into()),
        required: Some("one".into()),
        impact: Some("nobody knows".into()),
        recommendation: Some("add one".into()),
        body: "More".parse().unwrap(),
        lines: Some(lines(1, 1)),
        version: Version::FIRST,
    }
}

pub(crate) fn blocker(project: ProjectId, position: i32, tier: u8) -> Blocker {
    Blocker {
        id: id(),
        project,
        position,
        tier: tier.try_into().unwrap(),
        tier_label: Some("Tier, as written".into()),
        title: title(&format!("Blocker number {position}")),
        current: Some("off".into()),
        required: Some("on".into()),
        category: Some(title("Security")),
        location: Some("here".into()),
        owner: Some(Assignee::named("Kim")),
        due: Some("2031-05-01".parse().unwrap()),
        links: "https://example.org/1 The ticket\nhttp://example.org".parse().unwrap(),
        body: "Why".parse().unwrap(),
        state: BlockerState::Open,
        resolution: None,
        waiver: None,
        opened_in: None,
        lines: Some(lines(2, 9)),
        opened_at: at(),
        version: Version::FIRST,
    }
}

pub(crate) fn resolution() -> Resolution {
    Resolution { at: at(), by_name: title("Ada"), evidence: Some("See *the log*".parse().unwrap()) }
}

pub(crate) fn waiver(until: &str) -> Waiver {
    Waiver { reason: "After the fair".parse().unwrap(), until: until.parse().unwrap(), by_name: title("Ada"), at: at() }
}

pub(crate) fn risk(project: ProjectId, position: i32) -> Risk {
    Risk {
        id: id(),
        project,
        position,
        title: title(&format!("Risk number {position}")),
        description: "Fog".parse().unwrap(),
        inherent: Exposure { likelihood: Some(Level::High), impact: Some(Level::Low), stated: Some(Level::Critical) },
        residual: Exposure { likelihood: Some(Level::VeryLow), impact: Some(Level::Critical), stated: Some(Level::High) },
        target: Exposure { likelihood: Some(Level::Medium), impact: Some(Level::VeryLow), stated: Some(Level::Low) },
        previous: Some(Level::Medium),
        polarity: Polarity::HigherIsBetter,
        response: Some(Response::Transfer),
        mitigation: "Wait".parse().unwrap(),
        owner: Some(Assignee::named("Kim")),
        review: Some("2031-06-01".parse().unwrap()),
        status: Some("watched".into()),
        acceptance: None,
        closure: None,
        opened_in: None,
        lines: Some(lines(3, 3)),
        opened_at: at(),
        version: Version::FIRST,
    }
}

pub(crate) fn checklist(position: i32, name: &str) -> Checklist {
    Checklist { id: id(), position, title: title(name), version: Version::FIRST }
}

pub(crate) fn item(checklist: ChecklistId, position: i32) -> Item {
    Item {
        id: id(),
        checklist,
        position,
        text: title(&format!("Item number {position}")),
        detail: "The *whole* wording".parse().unwrap(),
        assignee: Some(Assignee { name: "Kim".into(), user: Some(id()) }),
        due: Some("2031-04-06".parse().unwrap()),
        blocking: true,
        needs_verification: false,
        verified_until: Some(at().plus_seconds(60)),
        done: None,
        set_aside: None,
        lines: Some(lines(5, 6)),
        version: Version::FIRST,
    }
}

pub(crate) fn tick() -> Done {
    Done { at: at(), by: id(), by_name: title("Ada"), imported: true }
}

pub(crate) fn criterion(position: i32) -> Criterion {
    Criterion {
        id: id(),
        position,
        label: Some("A".into()),
        text: title(&format!("Holds number {position}")),
        state: CriterionState::Partly,
        notes: "Seen *once*".parse().unwrap(),
        owner: Some(Assignee { name: "Kim".into(), user: Some(id()) }),
        lines: Some(lines(1, 2)),
        version: Version::FIRST,
    }
}

pub(crate) fn action(position: i32) -> Action {
    Action {
        id: id(),
        position,
        when: Some("Day 1".into()),
        date: Some("2031-05-01".parse().unwrap()),
        focus: title(&format!("Step number {position}")),
        deliverables: "A request id".parse().unwrap(),
        owner: Some(Assignee::named("the platform team")),
        done: Some(ActionDone { at: at(), by: Some(id()), by_name: title("Ada") }),
        lines: Some(lines(3, 4)),
        version: Version::FIRST,
    }
}

pub(crate) fn verification(position: i32) -> Verification {
    Verification {
        id: id(),
        position,
        title: Some(title("The pier answers")),
        command: format!("curl -fsS \\\n  https://example.org/{position}").parse().unwrap(),
        expected: Some("200".into()),
        valid_days: Some("30".parse().unwrap()),
        last: None,
        lines: Some(lines(1, 2)),
        version: Version::FIRST,
    }
}

pub(crate) fn run_result(verification: VerificationId, outcome: Outcome) -> RunResult {
    RunResult {
        id: id(),
        verification,
        outcome,
        output: "1 passed\n\tÄ".into(),
        at: at(),
        by: Some(id()),
        by_name: title("Ada"),
        source: Some("nightly".into()),
        expires_at: (outcome == Outcome::Pass).then(|| at().plus_seconds(60)),
    }
}

pub(crate) fn aside() -> SetAside {
    SetAside { reason: title("No such machine"), at: at(), by: id(), by_name: title("Ada") }
}

pub(crate) fn source(project: ProjectId, sha256: &str) -> Source {
    Source {
        id: id::<SourceId>(),
        project,
        filename: "report.md".into(),
        encoding: "UTF-8".into(),
        repaired: true,
        sha256: sha256.into(),
        bytes: 5,
        text: "# Hé\n".into(),
        created_by: id(),
        created_at: at(),
        saved_at: None,
        corrections: Vec::new(),
        profile: Profile::default(),
        version: Version::FIRST,
    }
}

pub(crate) fn comment(project: ProjectId, record: RecordRef, body: &str) -> Comment {
    Comment {
        id: id(),
        project,
        record,
        body: body.parse().unwrap(),
        author: id(),
        author_name: title("Ada"),
        created_at: at(),
        edited_at: None,
        version: Version::FIRST,
    }
}

pub(crate) fn metric(project: ProjectId, position: i32) -> Metric {
    Metric {
        id: id(),
        project,
        key: format!("coverage {position} [%]"),
        position,
        name: title("Coverage"),
        unit: Some("%".parse().unwrap()),
        direction: Direction::Higher,
        threshold: Some(Threshold::AtLeast("80.50".parse().unwrap())),
        set_aside_at: None,
        version: Version::FIRST,
    }
}

pub(crate) fn measurement(metric: MetricId, day: &str, value: &str) -> Measurement {
    Measurement {
        id: id(),
        metric,
        value: value.parse().unwrap(),
        previous: Some("3.820".parse().unwrap()),
        date: day.parse().unwrap(),
        assessment: None,
        lines: Some(lines(3, 4)),
        by_name: title("Ada"),
    }
}

/// A line of history that somebody without an account wrote.
pub(crate) fn event(project: ProjectId, kind: EventKind) -> Event {
    Event {
        id: id(),
        at: at(),
        project: Some(project),
        actor: None,
        actor_name: title("Ada"),
        source: history::Source::default(),
        kind,
        subject: id::<uuid::Uuid>(),
        summary: "did it".into(),
        changes: Vec::new(),
    }
}
