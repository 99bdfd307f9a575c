//! What one person has in hand.

use crate::world::{World, at};
use domain::accounts::Role;
use domain::checklists::Item;
use domain::records::RecordKind;
use service::PageNumber;
use service::accounts::{Editor, SignedIn};
use service::blockers::{self, BlockerForm};
use service::checklists::{self, ItemForm};
use service::comments;
use service::risks::{self, RiskForm};
use service::verifications::{self, ResultForm, VerificationForm};
use service::work::{Filter, Part, Work, list};

const DAY: i64 = 24 * 3600;

async fn work(world: &World, who: &SignedIn, part: Part, days: i64) -> Work {
    list(&world.db, who, part, PageNumber::FIRST, at().plus_seconds(days * DAY)).await.unwrap()
}

async fn item(world: &World, editor: &Editor, text: &str, needs_verification: bool) -> Item {
    let list = checklists::create_list(&world.db, editor, text, at()).await.unwrap();
    let form = ItemForm { text: text.into(), assignee: "bela".into(), due: "2031-04-06".into(), needs_verification, ..ItemForm::default() };
    checklists::create(&world.db, editor, list.id, &form, at()).await.unwrap()
}

async fn rooms() -> (World, SignedIn, SignedIn, Editor) {
    let (world, olga) = World::with_project().await;
    let bela = world.person("bela", false).await;
    world.join(&olga, "kiln", &bela, Role::Engineer).await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    (world, olga, bela, editor)
}

#[tokio::test]
async fn an_item_that_is_ticked_stays_in_hand_until_a_pass_vouches_for_it_and_comes_back_when_that_lapses() {
    let (world, _, bela, editor) = rooms().await;
    let (db, all) = (&world.db, Part::Tasks(Filter::default()));
    let item = item(&world, &editor, "Try the lock", true).await;
    checklists::tick(db, &editor, item.id, item.version, true, at()).await.unwrap();
    let waiting = work(&world, &bela, all, 2).await;
    assert_eq!((waiting.tasks.total, waiting.tasks.rows[0].ticked), (1, true));
    assert_eq!(waiting.kinds, [(RecordKind::Item, 1, 1)], "overdue");
    let form = VerificationForm { command: "lockctl try".into(), valid_days: "3".into(), ..VerificationForm::default() };
    let check = verifications::create(db, &editor, &form, Some(item.id.into()), at()).await.unwrap();
    let pass = ResultForm { outcome: "pass".into(), ..ResultForm::default() };
    verifications::post(db, &editor.reporter(), check.id, &pass, at()).await.unwrap();
    assert_eq!(work(&world, &bela, all, 2).await.tasks.total, 0);
    assert_eq!(work(&world, &bela, all, 4).await.tasks.total, 1, "the pass has lapsed");
}

#[tokio::test]
async fn my_work_takes_four_queries_with_nothing_and_with_two_hundred_things_in_hand() {
    for rows in [0_i64, 200] {
        let (world, olga, bela, editor) = rooms().await;
        for row in 0..rows / 2 {
            let form = BlockerForm { title: format!("Blocker {row}"), owner: "bela".into(), ..BlockerForm::default() };
            blockers::create(&world.db, &editor, &form, at()).await.unwrap();
            let form = RiskForm { title: format!("Risk {row}"), owner: "bela".into(), ..RiskForm::default() };
            let risk = risks::create(&world.db, &editor, &form, at()).await.unwrap();
            let speaker = olga.viewer(&world.db, "kiln").await.unwrap().speaker().unwrap();
            comments::add(&world.db, &speaker, risk.id.into(), "@bela, look", at()).await.unwrap();
        }
        for (part, queries) in [(Part::Tasks(Filter::default()), 4), (Part::Namings, 3)] {
            let before = world.db.queries();
            let got = work(&world, &bela, part, 0).await;
            assert_eq!(world.db.queries() - before, queries, "{rows} rows, {part:?}");
            assert_eq!(i64::try_from(got.namings.total).unwrap(), rows / 2);
        }
    }
}

#[tokio::test]
async fn what_is_in_hand_in_a_project_that_one_has_left_is_not_ones_work() {
    let (world, olga, bela, editor) = rooms().await;
    item(&world, &editor, "Try the lock", false).await;
    assert_eq!(work(&world, &bela, Part::Tasks(Filter::default()), 0).await.tasks.total, 1);
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    service::projects::remove_member(&world.db, &owner, bela.user().id, at()).await.unwrap();
    assert_eq!(work(&world, &bela, Part::Tasks(Filter::default()), 0).await.tasks.total, 0);
}
