//! How projects stand beside each other: what is kept of each is what its rows say, after every change and as time goes by.

use crate::scoring::{form as rule, looked};
use crate::world::{LATER, REPORT, World, at};
use domain::blockers::Blocker;
use domain::checklists::{Item, ItemState};
use domain::portfolio::{Audit, Audits, Open, Standing};
use domain::records::RecordRef;
use domain::{Timestamp, Version};
use service::accounts::{Owner, SignedIn};
use service::assessments::{CategoryForm, HeadForm, StartForm};
use service::blockers::{BlockerForm, Filter, Stands};
use service::checklists::{Deed, ItemForm, Shown};
use service::portfolio::{self, ProjectRow, Query, Sort, ViewForm, refresh_lapsed};
use service::projects::{ProjectForm, change_rule};
use service::verifications::{ResultForm, VerificationForm};
use service::{PageNumber, ServiceError, assessments, blockers, checklists, projects, records, verifications};
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

async fn row(world: &World, who: &SignedIn, now: Timestamp) -> ProjectRow {
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
async fn afresh(world: &World, owner: &Owner, now: Timestamp) -> (Audits, Open, i64, i64, i64) {
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
    (Audits::of(&audits), open, overdue, done, count(&|item| item.state(now) != ItemState::NotApplicable))
}

async fn hold(world: &World, who: &SignedIn, now: Timestamp, after: &str) -> Standing {
    let owner = who.owner(&world.db, "kiln").await.unwrap();
    let kept = row(world, who, now).await;
    let Standing { audits, open, overdue, items_done, items, .. } = kept.standing.clone();
    assert_eq!((audits, open, overdue, items_done, items), afresh(world, &owner, now).await, "after “{after}” at {now}");
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
            verifications::post(db, &auditor, check.id, &ResultForm { outcome: "pass".into(), ..ResultForm::default() }, now)
                .await
                .map(drop)
        }
        "import" => {
            let report = LATER.replace("2031-05-01", &dice.day(now)).replace("82/100", &format!("{}/100", dice.roll(100)));
            world.import(&auditor, &report).await.map(drop)
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
    for _ in 0..110 {
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

#[tokio::test]
async fn an_assessment_that_is_written_here_says_nothing_before_it_is_frozen() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let id = assessments::start(&world.db, &auditor, &StartForm::default(), at()).await.unwrap();
    let form = CategoryForm { name: "Heat".into(), rating: "80".into(), ..CategoryForm::default() };
    assessments::add_category(&world.db, &auditor, id, &form, at()).await.unwrap();
    assert_eq!(row(&world, &olga, at()).await.standing.audits, Audits::default());
    let head = assessments::show_head(&world.db, &auditor, id).await.unwrap();
    assessments::freeze(&world.db, &auditor, id, (head.assessment.version, head.written), true, at()).await.unwrap();
    let audits = row(&world, &olga, at()).await.standing.audits;
    assert_eq!((audits.score, audits.delta, audits.scores.as_slice()), (Some(8_000), None, [8_000].as_slice()));
    let compared = portfolio::compare(&world.db, &olga, "1. HEAT", true, FIRST).await.unwrap();
    assert_eq!((compared.key.as_str(), compared.rows.rows[0].share), ("heat", Some(8_000)));
}

#[tokio::test]
async fn categories_are_compared_over_all_projects_that_one_may_see() {
    let (world, olga) = World::with_project().await;
    world.project(&olga, "loom").await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    world.saved(&olga.auditor(&world.db, "loom").await.unwrap(), LATER).await;
    let eve = world.person("eve", false).await;
    let found = portfolio::compare(&world.db, &olga, "", false, FIRST).await.unwrap();
    assert_eq!(found.key, "heat", "without one the category that most projects have, by its name");
    let rows: Vec<_> = found.rows.rows.iter().map(|row| (row.slug.as_str(), row.share)).collect();
    assert_eq!(rows, [("loom", Some(8_200)), ("kiln", Some(8_000))]);
    let nothing = portfolio::compare(&world.db, &eve, "heat", false, FIRST).await.unwrap();
    assert!(nothing.rows.rows.is_empty() && nothing.categories.is_empty());
    // Another report takes the place of the one before it.
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), LATER).await;
    let found = portfolio::compare(&world.db, &olga, "safety", false, FIRST).await.unwrap();
    assert!(found.rows.rows.iter().all(|row| row.share == Some(7_500)), "{:?}", found.rows.rows);
}

#[tokio::test]
async fn the_table_for_spreadsheets_has_one_line_for_each_project_and_no_formula() {
    let (world, olga) = World::with_project().await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let form = ProjectForm { name: "=HYPERLINK(\"x\")".into(), slug: "evil".into(), tags: "web, api".into(), ..ProjectForm::default() };
    projects::create(&world.db, &olga, &form, at()).await.unwrap();
    let table = portfolio::export(&world.db, &olga, &Query::default(), at()).await.unwrap();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 3, "{table}");
    assert!(lines[0].starts_with("address,project,tags,score,"), "{table}");
    assert!(lines[1].starts_with("evil,\"'=HYPERLINK(\"\"x\"\")\",api web,,"), "{table}");
    assert!(lines[2].starts_with("kiln,kiln,,70,70,,2031-04-01,2031-04-01,4,"), "{table}");
    assert!(lines[2].ends_with(",1,0,0,0,1,2"), "{table}");
    let width = |line: &str| line.matches(',').count();
    assert_eq!(width(lines[0]), width(lines[2]));
    let none = Query { tag: "nothing".into(), ..Query::default() };
    assert_eq!(portfolio::export(&world.db, &olga, &none, at()).await.unwrap().lines().count(), 1);
}

#[tokio::test]
async fn projects_stand_under_each_of_their_tags_with_what_they_come_to() {
    let (world, olga) = World::with_project().await;
    for (slug, tags) in [("loom", "web, api"), ("mill", "web")] {
        let form = ProjectForm { name: slug.into(), slug: slug.into(), tags: tags.into(), ..ProjectForm::default() };
        projects::create(&world.db, &olga, &form, at()).await.unwrap();
        world.saved(&olga.auditor(&world.db, slug).await.unwrap(), if slug == "loom" { REPORT } else { LATER }).await;
    }
    let groups = portfolio::by_tag(&world.db, &olga, &Query::default(), FIRST, at()).await.unwrap();
    let found: Vec<_> = groups
        .tags
        .rows
        .iter()
        .map(|group| {
            let (scored, sum) = group.sums.scored;
            let slugs: Vec<_> = group.rows.iter().map(|row| row.project.slug.as_str()).collect();
            (group.sums.tag.as_ref().unwrap().as_str(), slugs, domain::portfolio::average(sum, scored))
        })
        .collect();
    assert_eq!(found, [("api", vec!["loom"], Some(7_000)), ("web", vec!["loom", "mill"], Some(7_460))]);
    let bare = groups.untagged.unwrap();
    assert_eq!((bare.rows[0].project.slug.as_str(), bare.sums.projects, groups.projects), ("kiln", 1, 3));
    let tagged = Query { tag: "api".into(), ..Query::default() };
    let narrowed = portfolio::by_tag(&world.db, &olga, &tagged, FIRST, at()).await.unwrap();
    assert!(narrowed.untagged.is_none() && narrowed.projects == 1);
}

#[tokio::test]
async fn a_view_is_kept_renamed_and_deleted_by_its_person_alone() {
    let (world, olga) = World::with_project().await;
    let eve = world.person("eve", false).await;
    let db = &world.db;
    let form = |name: &str, query: &str| ViewForm { name: name.into(), query: query.into() };
    let view = portfolio::save_view(db, &olga, &form(" Late ones ", "sort=-overdue"), at()).await.unwrap();
    let twice = portfolio::save_view(db, &olga, &form("LATE ones", ""), at()).await.unwrap_err();
    assert!(matches!(&twice, ServiceError::Invalid { field: "name", message } if message.contains("another view of yours")), "{twice}");
    for (name, query, field) in [("", "", "name"), (&"x".repeat(81), "", "name"), ("ok", "a\"><b>", "query")] {
        let error = portfolio::save_view(db, &olga, &form(name, query), at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field: wrong, .. } if wrong == field), "{error}");
    }
    assert!(portfolio::views(db, &eve).await.unwrap().is_empty());
    assert!(matches!(portfolio::change_view(db, &eve, view.id, view.version, &form("Mine", "")).await, Err(ServiceError::NotFound)));
    assert!(matches!(portfolio::delete_view(db, &eve, view.id).await, Err(ServiceError::NotFound)));
    let renamed = portfolio::change_view(db, &olga, view.id, view.version, &form("Overdue", "")).await.unwrap();
    assert_eq!((renamed.query.as_str(), renamed.version), ("sort=-overdue", Version(2)));
    assert!(matches!(portfolio::change_view(db, &olga, view.id, view.version, &form("Other", "")).await, Err(ServiceError::Stale)));
    portfolio::delete_view(db, &olga, view.id).await.unwrap();
    for number in 0..30 {
        portfolio::save_view(db, &olga, &form(&format!("View {number}"), ""), at()).await.unwrap();
    }
    let many = portfolio::save_view(db, &olga, &form("One more", ""), at()).await.unwrap_err();
    assert!(matches!(&many, ServiceError::Refused(words) if words.contains("30 views")), "{many}");
}

#[tokio::test]
async fn no_project_takes_the_address_of_a_page() {
    let (world, olga) = World::with_project().await;
    for slug in ["new", "views", "compare"] {
        let form = ProjectForm { name: "Any".into(), slug: slug.into(), ..ProjectForm::default() };
        let error = projects::create(&world.db, &olga, &form, at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field: "slug", .. }), "{error}");
    }
}
