//! What is kept of how each project stands is what its rows say, after every change and as time goes by.

use crate::scoring::{form as rule, looked};
use crate::world::{LATER, REPORT, World, at};
use domain::Timestamp;
use domain::blockers::Blocker;
use domain::checklists::{Item, ItemState};
use domain::portfolio::{Audit, Audits, GoalVerdict, Open, Standing};
use domain::records::RecordRef;
use service::accounts::{Owner, SignedIn};
use service::assessments::{CategoryForm, HeadForm};
use service::blockers::{BlockerForm, Filter, Stands};
use service::checklists::{Deed, ItemForm, Shown};
use service::exchange::{self, ImportForm};
use service::portfolio::{self, ProjectRow, Query, Sort, refresh_lapsed};
use service::projects::{ProjectForm, change_rule};
use service::verifications::{ResultForm, VerificationForm};
use service::{PageNumber, ServiceError, assessments, blockers, checklists, gates, projects, records, verifications};
use std::collections::BTreeSet;

const DAY: i64 = 24 * 3600;
const FIRST: PageNumber = PageNumber::FIRST;

/// A few words that differ from one call to the next, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a, T>(&mut self, rows: &'a [T]) -> Option<&'a T> {
        if rows.is_empty() { None } else { rows.get(self.roll(rows.len())) }
    }

    fn day(&mut self, now: Timestamp) -> String {
        let days = i64::try_from(self.roll(12)).unwrap() - 4;
        now.today().plus_days(days).unwrap().to_string()
    }
}

pub(crate) async fn row(world: &World, who: &SignedIn, now: Timestamp) -> ProjectRow {
    let both = [false, true].map(|archived| Query { archived, ..Query::default() });
    for query in both {
        if let Some(row) = portfolio::list(&world.db, who, &query, FIRST, now).await.unwrap().rows.into_iter().next() {
            return row;
        }
    }
    panic!("there is no project");
}

async fn every_blocker(world: &World, owner: &Owner, now: Timestamp) -> Vec<Blocker> {
    let all = Filter { stands: Stands::All, ..Filter::default() };
    let page = blockers::list(&world.db, owner, &all, FIRST, now).await.unwrap().page;
    assert_eq!(page.pages(), 1, "more blockers than this test looks at");
    page.rows
}

async fn every_item(world: &World, owner: &Owner, now: Timestamp) -> Vec<Item> {
    let page = checklists::list(&world.db, owner, Shown::All, FIRST, now).await.unwrap().items;
    assert_eq!(page.pages(), 1, "more items than this test looks at");
    page.rows.into_iter().map(|listed| listed.item).collect()
}

/// How the project stands, from its rows, by the rules of the domain alone.
async fn afresh(world: &World, owner: &Owner, now: Timestamp) -> (Audits, Open, i64, i64, i64, Vec<GoalVerdict>) {
    let mut open = Open::default();
    let mut overdue = 0;
    for blocker in every_blocker(world, owner, now).await {
        if blocker.standing(now.today()).blocks() {
            match blocker.tier.number() {
                1 => open.first += 1,
                2 => open.second += 1,
                _ => open.others += 1,
            }
        }
        overdue += i64::from(blocker.is_overdue(now.today()));
    }
    let items = every_item(world, owner, now).await;
    let count = |wanted: &dyn Fn(&Item) -> bool| i64::try_from(items.iter().filter(|item| wanted(item)).count()).unwrap();
    overdue += count(&|item| item.is_overdue(now));
    let audits = assessments::overview(&world.db, owner, now).await.unwrap().audits;
    let audits: Vec<Audit> = audits
        .iter()
        .filter(|audit| audit.counts())
        .map(|audit| Audit { on: audit.ordered_on.parse().unwrap(), score: audit.score, stated: audit.stated_score })
        .collect();
    let done = count(&|item| item.state(now) == ItemState::Done);
    let goals = gates::show(&world.db, owner, now).await.unwrap().goals;
    let verdicts = goals.into_iter().map(|goal| GoalVerdict { goal: goal.gate.goal, name: goal.gate.name, verdict: goal.outcome.verdict });
    (Audits::of(&audits), open, overdue, done, count(&|item| item.state(now) != ItemState::NotApplicable), verdicts.collect())
}

async fn hold(world: &World, who: &SignedIn, now: Timestamp, after: &str) -> Standing {
    let owner = who.owner(&world.db, "kiln").await.unwrap();
    let kept = row(world, who, now).await;
    let Standing { audits, open, overdue, items_done, items, verdicts, .. } = kept.standing.clone();
    assert_eq!((audits, open, overdue, items_done, items, verdicts), afresh(world, &owner, now).await, "after “{after}” at {now}");
    assert_eq!(&kept.project, owner.project(), "after “{after}”");
    kept.standing
}

const ACTS: [&str; 19] = [
    "blocker",
    "due",
    "resolve",
    "reopen",
    "waive",
    "end waiver",
    "throw away",
    "fetch back",
    "item",
    "tick",
    "aside",
    "bulk",
    "verify",
    "import",
    "write",
    "head",
    "rule",
    "archive",
    "rename",
];

/// Does something, where there is something to do it to.
async fn act(world: &World, who: &SignedIn, what: &str, dice: &mut Dice, now: Timestamp) -> Result<(), ServiceError> {
    let db = &world.db;
    let owner = who.owner(db, "kiln").await?;
    let typed = |title: String, tier: usize, due: String| BlockerForm { title, tier: tier.to_string(), due, ..BlockerForm::default() };
    let blockers_now = every_blocker(world, &owner, now).await;
    let items_now = every_item(world, &owner, now).await;
    let some_blocker = |dice: &mut Dice| dice.pick(&blockers_now).cloned().ok_or(ServiceError::NotFound);
    let some_item = |dice: &mut Dice| dice.pick(&items_now).cloned().ok_or(ServiceError::NotFound);
    let auditor = who.auditor(db, "kiln").await?;
    match what {
        "blocker" => blockers::create(db, &auditor, &typed(format!("Blocker {}", dice.roll(999)), dice.roll(4) + 1, dice.day(now)), now)
            .await
            .map(drop),
        "due" => {
            let blocker = some_blocker(dice)?;
            let form = typed(blocker.title.to_string(), dice.roll(4) + 1, dice.day(now));
            blockers::change(db, &auditor, blocker.id, blocker.version, &form, now).await.map(drop)
        }
        "resolve" => {
            let blocker = some_blocker(dice)?;
            blockers::resolve(db, &auditor, blocker.id, blocker.version, "Tried.", now).await.map(drop)
        }
        "reopen" => {
            let blocker = some_blocker(dice)?;
            blockers::reopen(db, &auditor, blocker.id, blocker.version, "Not so.", now).await.map(drop)
        }
        "waive" => {
            let blocker = some_blocker(dice)?;
            blockers::waive(db, &auditor, blocker.id, blocker.version, "Later", &dice.day(now), now).await.map(drop)
        }
        "end waiver" => {
            let blocker = some_blocker(dice)?;
            blockers::end_waiver(db, &auditor, blocker.id, blocker.version, now).await.map(drop)
        }
        "throw away" => {
            let (blocker, item) = (some_blocker(dice)?, some_item(dice)?);
            records::delete(db, &auditor, blocker.id, blocker.version, now).await?;
            records::delete(db, &auditor, item.id, item.version, now).await.map(drop)
        }
        "fetch back" => {
            let gone = records::bin(db, &auditor, FIRST).await?.rows;
            let record: RecordRef = dice.pick(&gone).ok_or(ServiceError::NotFound)?.record;
            records::restore(db, &auditor, record, now).await.map(drop)
        }
        "item" => {
            let list = some_item(dice)?.checklist;
            let form = ItemForm {
                text: format!("Item {}", dice.roll(999)),
                due: dice.day(now),
                needs_verification: dice.roll(2) == 0,
                ..Default::default()
            };
            checklists::create(db, &auditor, list, &form, now).await.map(drop)
        }
        "tick" => {
            let item = some_item(dice)?;
            checklists::tick(db, &auditor, item.id, item.version, item.done.is_none(), now).await.map(drop)
        }
        "aside" => {
            let item = some_item(dice)?;
            if item.set_aside.is_some() {
                checklists::take_up(db, &auditor, item.id, item.version, now).await.map(drop)
            } else {
                checklists::set_aside(db, &auditor, item.id, item.version, "No.", now).await.map(drop)
            }
        }
        "bulk" => {
            let chosen: Vec<_> = items_now.iter().take(3).map(|item| (item.id, item.version)).collect();
            let deed = if dice.roll(2) == 0 { Deed::Tick(dice.roll(2) == 0) } else { Deed::Due(dice.day(now)) };
            checklists::bulk(db, &auditor, &chosen, &deed, now).await.map(drop)
        }
        "verify" => {
            let form =
                VerificationForm { command: format!("check {}", dice.roll(999)), valid_days: "3".into(), ..VerificationForm::default() };
            let check = verifications::create(db, &auditor, &form, Some(some_item(dice)?.id.into()), now).await?;
            verifications::post(db, &auditor.reporter(), check.id, &ResultForm { outcome: "pass".into(), ..ResultForm::default() }, now)
                .await
                .map(drop)
        }
        _ => act_on_whole(world, who, what, dice, now).await,
    }
}

/// What is done to audits and to the project itself.
async fn act_on_whole(world: &World, who: &SignedIn, what: &str, dice: &mut Dice, now: Timestamp) -> Result<(), ServiceError> {
    let db = &world.db;
    let (owner, auditor) = (who.owner(db, "kiln").await?, who.auditor(db, "kiln").await?);
    match what {
        "import" => {
            let report = LATER.replace("2031-05-01", &dice.day(now)).replace("82/100", &format!("{}/100", dice.roll(100)));
            let source = exchange::stage(db, &auditor.importer(), "later.md", report.into_bytes(), now).await?;
            exchange::save(db, &auditor.importer(), source, &ImportForm::default(), now).await.map(drop)
        }
        "write" | "head" => {
            let audits = assessments::overview(db, &owner, now).await?.audits;
            let audit = dice.pick(&audits).ok_or(ServiceError::NotFound)?.assessment.clone();
            if what == "head" {
                let form = HeadForm {
                    title: format!("Audit {}", dice.roll(99)),
                    date: dice.day(now),
                    stated: format!("{}", dice.roll(100)),
                    ..HeadForm::default()
                };
                return assessments::change_head(db, &auditor, audit.id, audit.version, &form, now).await.map(drop);
            }
            let found = assessments::show(db, &owner, audit.id, FIRST).await?.scored.categories;
            let category = dice.pick(&found).ok_or(ServiceError::NotFound)?;
            let form = CategoryForm {
                name: category.name.to_string(),
                weight: "10".into(),
                rating: format!("{}/100", dice.roll(100)),
                ..CategoryForm::default()
            };
            assessments::change_category(db, &auditor, category.id, category.version, &form, now).await.map(drop)
        }
        "rule" => {
            let form = looked(world, who, rule(&(dice.roll(60) + 20).to_string())).await;
            change_rule(db, &owner, owner.project().version, &form, now).await.map(drop)
        }
        "archive" => {
            projects::archive(db, &owner, owner.project().version, now).await?;
            hold(world, who, now, "archive").await;
            let owner = who.owner(db, "kiln").await?;
            projects::restore(db, &owner, owner.project().version, now).await.map(drop)
        }
        _ => {
            let name = format!("Kiln {}", dice.roll(99));
            let form = ProjectForm { name, tags: "web, api".into(), ..ProjectForm::default() };
            projects::change(db, &owner, owner.project().version, &form, now).await.map(drop)
        }
    }
}

#[tokio::test]
async fn what_is_kept_of_a_project_is_what_its_rows_say_after_every_change_and_as_days_pass() {
    let (world, olga) = World::with_project().await;
    hold(&world, &olga, at(), "create").await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let (mut dice, mut now, mut done) = (Dice(7), at(), BTreeSet::new());
    let mut lapsed = 0;
    // On until everything was done once: what there is to do it to depends on all that was done before.
    for round in 0..800 {
        if round >= 110 && done.len() == ACTS.len() {
            break;
        }
        let what = *dice.pick(&ACTS).unwrap();
        match Box::pin(act(&world, &olga, what, &mut dice, now)).await {
            Ok(()) => drop(done.insert(what)),
            Err(ServiceError::Storage(error)) => panic!("{what}: {error}"),
            Err(_) => (),
        }
        let standing = hold(&world, &olga, now, what).await;
        // Until then it is right whatever the hour; then the job has to look.
        let until = standing.lapses_at.plus_seconds(-1).min(now.plus_seconds(40 * DAY));
        assert_eq!(hold(&world, &olga, until.max(now), "time").await, standing, "{what}");
        if dice.roll(4) == 0 {
            now = now.plus_seconds(DAY);
            let found = refresh_lapsed(&world.db, now, 100).await.unwrap();
            assert!(found.failed.is_empty());
            lapsed += found.done;
            hold(&world, &olga, now, "a day passed").await;
        }
    }
    assert_eq!(done.len(), ACTS.len(), "only these were done: {done:?}");
    assert!(lapsed > 3, "{lapsed}");
}

#[tokio::test]
async fn a_waiver_that_ends_is_noticed_by_the_job_and_by_nobody_else() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let form = BlockerForm { title: "Door opens".into(), tier: "1".into(), ..BlockerForm::default() };
    let blocker = blockers::create(&world.db, &auditor, &form, at()).await.unwrap();
    blockers::waive(&world.db, &auditor, blocker.id, blocker.version, "Later", "2031-04-08", at()).await.unwrap();
    let waived = row(&world, &olga, at()).await.standing;
    assert_eq!(waived.open.first, 0);
    assert_eq!(waived.lapses_at, Timestamp::start_of("2031-04-09".parse().unwrap()));
    let early = refresh_lapsed(&world.db, waived.lapses_at.plus_seconds(-1), 100).await.unwrap();
    assert_eq!((early.done, row(&world, &olga, at()).await.standing.open.first), (0, 0));
    let found = refresh_lapsed(&world.db, waived.lapses_at, 100).await.unwrap();
    assert_eq!((found.done, row(&world, &olga, at()).await.standing.open.first), (1, 1));
    assert_eq!(refresh_lapsed(&world.db, waived.lapses_at, 100).await.unwrap().done, 0);
}

#[tokio::test]
async fn the_job_does_no_more_at_once_than_it_is_asked_for() {
    let (world, olga) = World::with_project().await;
    for slug in ["loom", "mill"] {
        world.project(&olga, slug).await;
    }
    for slug in ["kiln", "loom", "mill"] {
        let editor = olga.editor(&world.db, slug).await.unwrap();
        let form = BlockerForm { title: "Late".into(), due: "2031-04-06".into(), ..BlockerForm::default() };
        blockers::create(&world.db, &editor, &form, at()).await.unwrap();
    }
    let now = at().plus_seconds(3 * DAY);
    let mut counts = Vec::new();
    for _ in 0..3 {
        counts.push(refresh_lapsed(&world.db, now, 2).await.unwrap().done);
    }
    assert_eq!(counts, [2, 1, 0]);
    let overdue = Query { sort: Sort::Overdue, down: true, ..Query::default() };
    let rows = portfolio::list(&world.db, &olga, &overdue, FIRST, now).await.unwrap().rows;
    assert!(rows.iter().all(|row| row.standing.overdue == 1));
}
