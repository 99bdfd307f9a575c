//! A project with at least two rows in each table, one of them with all columns filled where that can be.

use crate::samples::{
    action, aside, assessment, at, blocker, category, checklist, comment, criterion, finding, id, item, lines, measurement, metric,
    project, resolution, risk, run_result, saved_user, source, tick, title, verification, waiver,
};
use domain::accounts::Role;
use domain::assessments::{Assessment, AssessmentState, Frozen, Note, Rating};
use domain::blockers::BlockerState;
use domain::changes::{Part, Remembered};
use domain::checklists::{Evidence, Item, Media, Proof};
use domain::decisions::{Decision, Verdict};
use domain::digest::sha256;
use domain::exchange::profile::{Meaning, Profile, StatusMeaning};
use domain::gates::{Facts, Gates};
use domain::history::{Event, EventKind, Source};
use domain::ids::{AssessmentId, ItemId, NoteId, ProjectId, UserId};
use domain::lint::{Fingerprint, RuleId};
use domain::people::Assignee;
use domain::records::{Change, RecordRef};
use domain::relations::{Relation, RelationKind};
use domain::scoring::ScoringRule;
use domain::verifications::Outcome;
use scratch::Scratch;
use storage::accounts::members;
use storage::assessments::snapshots::{self, Seal};
use storage::changes::Said;
use storage::lint::Dismissal;
use storage::{Tx, assessments, blockers, changes, checklists, comments, criteria, decisions, exchange, history, lint, metrics, plans};
use storage::{projects, relations, risks, verifications};

pub(super) struct Rich {
    pub(super) project: ProjectId,
}

/// The project `ferry`, and beside it another one of the same people that must not get into its archive.
pub(super) async fn rich(fresh: &Scratch) -> Rich {
    let mut tx = fresh.db.begin().await.unwrap();
    let (ada, kim) = (saved_user(&mut tx, "ada@example.org").await, saved_user(&mut tx, "kim@example.org").await);
    saved_user(&mut tx, "nobody@example.org").await;
    for slug in ["ferry", "other"] {
        filled(&mut tx, slug, ada, kim).await;
    }
    let project = projects::get(&mut tx, &"ferry".parse().unwrap()).await.unwrap().unwrap().id;
    tx.commit().await.unwrap();
    // What no use case does any more, and rows in the bin.
    for sql in [
        "UPDATE blockers SET deleted_at = resolved_at, deleted_by_name = 'Ada' WHERE position = 1",
        "UPDATE items SET deleted_at = done_at, deleted_by_name = 'Ada', deleted_with_list = TRUE WHERE position = 1",
        "UPDATE comments SET edited_at = created_at, deleted_at = created_at WHERE body = 'Gone'",
    ] {
        fresh.by_hand(sql).await;
    }
    Rich { project }
}

async fn filled(tx: &mut Tx, slug: &str, ada: UserId, kim: UserId) {
    let row = project(slug);
    let project = row.id;
    projects::insert(tx, &row).await.unwrap();
    members::set(tx, project, ada, Role::Owner).await.unwrap();
    members::set(tx, project, kim, Role::Viewer).await.unwrap();
    for version in 1..=2 {
        let rule = ScoringRule { version, ..ScoringRule::default() };
        projects::rules::insert(tx, project, &projects::rules::Former { rule, changed_at: at(), changed_by_name: title("Ada") })
            .await
            .unwrap();
        let gates = Gates { version, ..Gates::default() };
        projects::gates::insert(tx, project, &projects::gates::Former { gates, changed_at: at(), changed_by_name: title("Ada") })
            .await
            .unwrap();
    }
    let mut profile = Profile::default();
    profile.learn("läuft", Meaning::Status(StatusMeaning::Green)).unwrap();
    exchange::keep_profile(tx, project, &exchange::Kept { profile: profile.clone(), version: None }).await.unwrap();
    let audit = audits(tx, project, ada, profile).await;
    names(tx, project, kim).await;
    let items = lists(tx, project, ada).await;
    signed(tx, project, ada, &items).await;
    rows(tx, project, audit, kim).await;
    talk(tx, project, ada, kim, audit.into()).await;
}

/// A frozen audit, and a draft that corrects it.
async fn audits(tx: &mut Tx, project: ProjectId, ada: UserId, profile: Profile) -> AssessmentId {
    let mut document = source(project, &"ab".repeat(32));
    (document.saved_at, document.created_by, document.profile) = (Some(at()), ada, profile);
    exchange::insert(tx, &document).await.unwrap();
    let mut plain = source(project, &"cd".repeat(32));
    plain.saved_at = Some(at());
    exchange::insert(tx, &plain).await.unwrap();
    // Only looked at: stays behind.
    exchange::insert(tx, &source(project, &"ef".repeat(32))).await.unwrap();
    let mut first = assessment(project, "2031-04-01");
    (first.assessment.source, first.assessment.author) = (Some(document.id), ada);
    let mut draft = assessment(project, "2031-05");
    draft.assessment.supersedes = Some(first.assessment.id);
    let (coverage, speed) = (metric(project, 0), metric(project, 1));
    metrics::insert(tx, &coverage).await.unwrap();
    metrics::insert(tx, &speed).await.unwrap();
    let (seen, frozen) = (first.assessment.version, first.assessment.id);
    for summary in [&first, &draft] {
        let id = summary.assessment.id;
        assessments::insert(tx, summary).await.unwrap();
        let part = category(0, Rating::NotApplicable { reason: "No \"pier\" here".into() });
        assessments::insert_category(tx, id, &part).await.unwrap();
        let mut whole = finding(0);
        whole.category = Some(part.id);
        assessments::insert_finding(tx, id, &whole).await.unwrap();
        let mut bare = finding(1);
        (bare.severity, bare.location, bare.lines) = (None, None, None);
        assessments::insert_finding(tx, id, &bare).await.unwrap();
        let mut gone = finding(2);
        gone.severity = None;
        assessments::insert_finding(tx, id, &gone).await.unwrap();
        assessments::writing::remove_finding(tx, gone.id, gone.version, at()).await.unwrap();
        let note = Note {
            id: NoteId(uuid::Uuid::now_v7()),
            position: 0,
            text: "As *said*.\n\n\"Ä\" \u{1f6a2}".parse().unwrap(),
            lines: Some(lines(9, 9)),
        };
        assessments::insert_note(tx, id, &note).await.unwrap();
        let mut figure = measurement(coverage.id, "2031-04-01", "81.25");
        figure.assessment = Some(id);
        metrics::insert_measurement(tx, project, &figure).await.unwrap();
        let document = sealed(project, id);
        let seal = Seal {
            sha256: sha256(document.as_bytes()),
            bytes: i64::try_from(document.len()).unwrap(),
            frozen: Frozen { at: at(), by: Some(ada), by_name: title("Ada") },
        };
        snapshots::insert(tx, project, id, &seal, &document).await.unwrap();
        let head = Assessment {
            state: AssessmentState::Final,
            rule: Some(ScoringRule::default()),
            version: seen.next(),
            ..summary.assessment.clone()
        };
        assessments::freeze(tx, &storage::assessments::Summary { assessment: head, ..summary.clone() }, seen).await.unwrap();
    }
    let mut third = assessment(project, "2031-06-01");
    (third.assessment.supersedes, third.assessment.date, third.score) = (Some(draft.assessment.id), None, None);
    assessments::insert(tx, &third).await.unwrap();
    assessments::insert_category(tx, third.assessment.id, &category(0, Rating::NotRated)).await.unwrap();
    metrics::insert_measurement(tx, project, &measurement(speed.id, "2031-04", "3")).await.unwrap();
    frozen
}

async fn names(tx: &mut Tx, project: ProjectId, kim: UserId) {
    for (one, other, same) in [("Docs", "Manuals", true), ("Ädi", "Zoo", false)] {
        let names = Remembered { part: Part::Category, one: one.to_lowercase(), other: other.to_lowercase(), same };
        let said = Said { id: id(), names, one_name: one.into(), other_name: other.into(), at: at(), by_name: title("Ada") };
        changes::set(tx, project, &said).await.unwrap();
    }
    for (key, by) in [("a", None), ("b", Some(kim))] {
        let row = Dismissal {
            fingerprint: Fingerprint::of(RuleId::Weights, &[key]),
            rule: RuleId::Weights,
            message: format!("“{key}” is off"),
            reason: "Meant so".parse().unwrap(),
            by,
            by_name: title("Ada"),
            at: at(),
        };
        lint::dismiss(tx, project, &row).await.unwrap();
    }
}

pub(super) const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xfe";

async fn lists(tx: &mut Tx, project: ProjectId, ada: UserId) -> Vec<ItemId> {
    let mut made = Vec::new();
    for place in 0..2 {
        let list = checklist(place, &format!("Before {place}"));
        checklists::insert(tx, project, &list).await.unwrap();
        let open = Item { set_aside: (place == 1).then(aside), ..item(list.id, 0) };
        let mut done = tick();
        done.by = ada;
        let ticked = Item { done: Some(done), assignee: Some(Assignee { name: "Ada".into(), user: Some(ada) }), ..item(list.id, 1) };
        for row in [open, ticked] {
            checklists::insert_item(tx, project, &row).await.unwrap();
            made.push(row.id);
        }
        let file = |content: &[u8], media| Proof::File { media, size: content.len() as u64, sha256: sha256(content) };
        let proofs = [
            ("The run", Proof::Link("https://ci.example.org/7".parse().unwrap()), None),
            ("Note", Proof::Text("Seen *once*".parse().unwrap()), None),
            ("pier.png", file(PICTURE, Media::Png), Some(PICTURE)),
            ("run.log", file(b"done\n", Media::Text), Some(b"done\n".as_slice())),
        ];
        for (label, proof, content) in proofs {
            let row = Evidence {
                id: id(),
                item: made[0],
                label: title(label),
                proof,
                added_at: at(),
                added_by: ada,
                added_by_name: title("Ada"),
            };
            checklists::insert_evidence(tx, project, &row).await.unwrap();
            if let Some(content) = content {
                checklists::insert_content(tx, row.id, content).await.unwrap();
            }
        }
    }
    made
}

async fn signed(tx: &mut Tx, project: ProjectId, ada: UserId, items: &[ItemId]) {
    for (goal, facts) in [("beta", Some(Facts { known: true, ..Facts::default() })), ("demo", None)] {
        let row = Decision {
            id: id(),
            project,
            goal: goal.parse().unwrap(),
            goal_name: title(goal),
            verdict: Verdict::Conditional,
            computed: facts.is_some().then_some(Verdict::NoGo),
            reason: "The *fair* is tomorrow.".parse().unwrap(),
            at: at(),
            by: facts.is_some().then_some(ada),
            by_name: title("Ada"),
            gates_version: 1,
            facts,
            sha256: sha256(b"{\"a\":1}"),
        };
        decisions::insert(tx, &row, "{\"a\":1}").await.unwrap();
        for (place, item) in items.iter().enumerate() {
            decisions::insert_condition(tx, row.id, *item, i32::try_from(place).unwrap()).await.unwrap();
        }
    }
}

/// The other registers and what ties them.
async fn rows(tx: &mut Tx, project: ProjectId, audit: AssessmentId, kim: UserId) {
    let owner = Some(Assignee { name: "Kim".into(), user: Some(kim) });
    for place in 0..2 {
        let mut stop = blocker(project, place, 1);
        (stop.owner, stop.opened_in, stop.waiver) = (owner.clone(), Some(audit), Some(waiver("2031-07-01")));
        if place == 1 {
            (stop.state, stop.resolution, stop.waiver) = (BlockerState::Resolved, Some(resolution()), None);
        }
        blockers::insert(tx, &stop).await.unwrap();
        let mut fog = risk(project, place);
        (fog.owner, fog.opened_in) = (owner.clone(), Some(audit));
        risks::insert(tx, &fog).await.unwrap();
        criteria::insert(tx, project, &criterion(place)).await.unwrap();
        let task = action(place);
        plans::insert(tx, project, &task).await.unwrap();
        let claim = verification(place);
        verifications::insert(tx, project, &claim).await.unwrap();
        for outcome in [Outcome::Pass, Outcome::Fail] {
            verifications::insert_result(tx, &run_result(claim.id, outcome)).await.unwrap();
        }
        let (from, to): (RecordRef, RecordRef) = (task.id.into(), stop.id.into());
        relations::insert(tx, project, &Relation { kind: RelationKind::Closes, from, to }).await.unwrap();
        let (from, to): (RecordRef, RecordRef) = (claim.id.into(), fog.id.into());
        relations::insert(tx, project, &Relation { kind: RelationKind::Checks, from, to }).await.unwrap();
    }
}

async fn talk(tx: &mut Tx, project: ProjectId, ada: UserId, kim: UserId, about: RecordRef) {
    for (body, author) in [("Look, both", ada), ("Gone", id())] {
        let mut said = comment(project, about, body);
        said.author = author;
        comments::insert(tx, &said, &[ada, kim]).await.unwrap();
    }
    for (kind, subject) in [(EventKind::ProjectCreated, project.0), (EventKind::MemberSet, kim.0)] {
        let changes = vec![Change { field: "role".into(), before: String::new(), after: "Ä\n\"viewer\"".into() }];
        let event = Event {
            id: id(),
            at: at(),
            project: Some(project),
            actor: (subject == kim.0).then_some(ada),
            actor_name: title("Ada"),
            source: Source::default(),
            kind,
            subject,
            summary: "did it".into(),
            changes,
        };
        history::append(tx, &event).await.unwrap();
    }
}

/// A document of a frozen audit, of which only identities and a title are looked at.
fn sealed(project: ProjectId, of: AssessmentId) -> String {
    let kept = include_str!("../../../../domain/tests/fixtures/snapshot-1.json");
    let mut snapshot = domain::assessments::Snapshot::parse(kept).unwrap();
    (snapshot.project.id, snapshot.assessment.id, snapshot.assessment.title) = (project, of, title("Ä"));
    snapshot.write().unwrap()
}
