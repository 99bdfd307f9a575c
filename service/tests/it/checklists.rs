use crate::world::{REPORT, World, at};
use domain::Version;
use domain::accounts::Role;
use domain::checklists::{Item, ItemState, Progress, Proof};
use domain::ids::ItemId;
use domain::order::Direction;
use service::accounts::{Editor, SignedIn, operator};
use service::checklists::{self, Bulk, Deed, ItemForm, PasteForm, Place, Shown};
use service::{PageNumber, ServiceError, assessments, history, records};

/// The editor of a project with one list `Before`, which has these items.
async fn with_items(texts: &[&str]) -> (World, SignedIn, Editor, Vec<Item>) {
    let (world, olga) = World::with_project().await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    let list = checklists::create_list(&world.db, &editor, "Before", at()).await.unwrap();
    let mut items = Vec::new();
    for text in texts {
        items.push(checklists::create(&world.db, &editor, list.id, &form(text), at()).await.unwrap());
    }
    (world, olga, editor, items)
}

fn form(text: &str) -> ItemForm {
    ItemForm { text: text.into(), ..ItemForm::default() }
}

async fn lists(world: &World, editor: &Editor, shown: Shown) -> checklists::Lists {
    checklists::list(&world.db, editor, shown, PageNumber::FIRST, at()).await.unwrap()
}

async fn order(world: &World, editor: &Editor) -> Vec<String> {
    lists(world, editor, Shown::All).await.items.rows.into_iter().map(|row| row.item.text.into()).collect()
}

async fn now(world: &World, editor: &Editor, id: ItemId) -> Item {
    checklists::show(&world.db, editor, id, at()).await.unwrap().item
}

async fn said(world: &World, editor: &Editor) -> Vec<String> {
    history::list(&world.db, editor, PageNumber::FIRST).await.unwrap().rows.into_iter().map(|event| event.summary).collect()
}

#[tokio::test]
async fn an_item_keeps_what_was_typed_and_history_tells_before_and_after() {
    let (world, olga, editor, items) = with_items(&["Sweep the chimney"]).await;
    let form = ItemForm {
        text: "Sweep the chimney".into(),
        detail: "With the *long* brush.".into(),
        assignee: "OLGA".into(),
        due: "2031-04-04".into(),
        blocking: true,
        needs_verification: true,
    };
    let changed = checklists::change(&world.db, &editor, items[0].id, Version(1), &form, at()).await.unwrap();
    assert_eq!(changed.assignee.clone().unwrap().user, Some(olga.user().id));
    assert_eq!(now(&world, &editor, changed.id).await, changed);
    assert!(changed.is_overdue(at()));
    let events = history::list(&world.db, &editor, PageNumber::FIRST).await.unwrap().rows;
    assert_eq!(events[0].summary, "changed details, assignee, due, blocking and needs a verification of “Sweep the chimney”");
    assert_eq!((events[0].changes[1].before.as_str(), events[0].changes[1].after.as_str()), ("", "olga"));
    let same = checklists::change(&world.db, &editor, changed.id, changed.version, &form, at()).await.unwrap();
    assert_eq!(same.version, changed.version, "nothing changed, nothing is told");
    assert!(matches!(checklists::change(&world.db, &editor, changed.id, Version(1), &form, at()).await, Err(ServiceError::Stale)));
    let wrong = ItemForm { due: "tomorrow".into(), ..form };
    let refused = checklists::change(&world.db, &editor, changed.id, changed.version, &wrong, at()).await;
    assert!(matches!(refused, Err(ServiceError::Invalid { field: "due", .. })));
}

#[tokio::test]
async fn what_does_not_apply_leaves_both_sides_and_comes_back_as_it_was() {
    let (world, _, editor, items) = with_items(&["a", "b"]).await;
    checklists::tick(&world.db, &editor, items[0].id, Version(1), true, at()).await.unwrap();
    let apart = checklists::set_aside(&world.db, &editor, items[0].id, Version(2), "There is no chimney.", at()).await.unwrap();
    assert_eq!(apart.set_aside.clone().unwrap().by_name.as_str(), "olga");
    let progress = lists(&world, &editor, Shown::All).await.progress();
    assert_eq!(progress, Progress { done: 0, total: 1, blocking_open: 0, not_applicable: 1 });
    let overview = assessments::overview(&world.db, &editor, at()).await.unwrap();
    assert_eq!(overview.checklists[0].1, progress);
    let ticked = checklists::tick(&world.db, &editor, apart.id, apart.version, false, at()).await;
    assert!(matches!(ticked, Err(ServiceError::Refused(_))), "{ticked:?}");
    assert!(matches!(
        checklists::set_aside(&world.db, &editor, items[1].id, Version(1), "  ", at()).await,
        Err(ServiceError::Invalid { field: "reason", .. })
    ));
    let back = checklists::take_up(&world.db, &editor, apart.id, apart.version, at()).await.unwrap();
    assert_eq!(back.state(at()), ItemState::Done);
    assert_eq!(lists(&world, &editor, Shown::All).await.progress().done, 1);
}

#[tokio::test]
async fn an_item_that_needs_a_verification_is_not_done_by_a_tick_alone() {
    let (world, _, editor, items) = with_items(&["a"]).await;
    let asks = ItemForm { needs_verification: true, blocking: true, ..form("a") };
    let item = checklists::change(&world.db, &editor, items[0].id, Version(1), &asks, at()).await.unwrap();
    checklists::tick(&world.db, &editor, item.id, item.version, true, at()).await.unwrap();
    let lists = lists(&world, &editor, Shown::Blocking).await;
    assert_eq!(lists.progress(), Progress { done: 0, total: 1, blocking_open: 1, not_applicable: 0 });
    assert_eq!(lists.items.rows[0].item.state(at()), ItemState::Unverified);
}

#[tokio::test]
async fn filters_count_what_they_show() {
    let (world, _, editor, _) = with_items(&["a"]).await;
    let list = lists(&world, &editor, Shown::All).await.lists[0].0.id;
    let mine = ItemForm { assignee: "olga".into(), due: "2031-04-04".into(), ..form("mine, late") };
    let blocking = ItemForm { blocking: true, due: "2031-04-05".into(), ..form("blocking, due today") };
    for form in [mine, blocking] {
        checklists::create(&world.db, &editor, list, &form, at()).await.unwrap();
    }
    for (shown, count) in Shown::ALL.into_iter().zip([3_u32, 3, 1, 1, 1]) {
        let lists = lists(&world, &editor, shown).await;
        assert_eq!(
            (lists.items.rows.len(), lists.items.total, lists.counts.of(shown)),
            (count as usize, u64::from(count), i64::from(count)),
            "{shown:?}"
        );
    }
}

#[tokio::test]
async fn items_go_up_and_down_one_place_and_stop_at_the_ends() {
    let (world, _, editor, items) = with_items(&["a", "b", "c"]).await;
    let step = |at_item: usize, version, way| checklists::step(&world.db, &editor, items[at_item].id, Version(version), way, at());
    step(2, 1, Direction::Up).await.unwrap();
    assert_eq!(order(&world, &editor).await, ["a", "c", "b"]);
    step(0, 1, Direction::Down).await.unwrap();
    assert_eq!(order(&world, &editor).await, ["c", "a", "b"]);
    step(0, 2, Direction::Down).await.unwrap();
    assert_eq!(order(&world, &editor).await, ["c", "b", "a"]);
    let last = step(0, 3, Direction::Down).await.unwrap();
    assert_eq!(last.version, Version(3), "there is no place below");
    let after = Place::After(items[2].id);
    checklists::place(&world.db, &editor, items[0].id, Version(3), after, at()).await.unwrap();
    assert_eq!(order(&world, &editor).await, ["c", "a", "b"]);
    checklists::place(&world.db, &editor, items[0].id, Version(4), Place::After(items[1].id), at()).await.unwrap();
    assert_eq!(order(&world, &editor).await, ["c", "b", "a"]);
    let there = checklists::place(&world.db, &editor, items[0].id, Version(5), Place::After(items[1].id), at()).await.unwrap();
    assert_eq!(there.version, Version(5), "it is there already");
    assert!(matches!(step(0, 1, Direction::Up).await, Err(ServiceError::Stale)));
    assert!(said(&world, &editor).await.contains(&"moved “a” down in “Before”".to_owned()));
}

#[tokio::test]
async fn a_move_costs_the_same_however_long_the_list_is() {
    let mut costs = Vec::new();
    for count in [4, 60] {
        let texts: Vec<String> = (0..count).map(|number| format!("Item {number}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (world, _, editor, items) = with_items(&texts).await;
        let before = world.db.queries();
        checklists::place(&world.db, &editor, items[count - 1].id, Version(1), Place::Before(items[1].id), at()).await.unwrap();
        costs.push(world.db.queries() - before);
        assert_eq!(order(&world, &editor).await[1], format!("Item {}", count - 1));
    }
    assert_eq!(costs[0], costs[1]);
}

#[tokio::test]
async fn two_who_move_and_edit_together_lose_nothing() {
    let (world, _, editor, items) = with_items(&["a", "b", "c", "d"]).await;
    let (first, last) = (Place::Before(items[0].id), items[3].id);
    let text = form("b, in other words");
    let (moved, edited) = tokio::join!(
        checklists::place(&world.db, &editor, last, Version(1), first, at()),
        checklists::change(&world.db, &editor, items[1].id, Version(1), &text, at()),
    );
    moved.unwrap();
    edited.unwrap();
    assert_eq!(order(&world, &editor).await, ["d", "a", "b, in other words", "c"]);
    let (one, other) = tokio::join!(
        checklists::place(&world.db, &editor, last, Version(2), Place::Before(items[2].id), at()),
        checklists::step(&world.db, &editor, last, Version(2), Direction::Down, at()),
    );
    assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|saved| **saved).count(), 1);
    let mut all = order(&world, &editor).await;
    all.sort();
    assert_eq!(all, ["a", "b, in other words", "c", "d"]);
}

#[tokio::test]
async fn an_item_goes_into_another_list_and_lists_change_places() {
    let (world, _, editor, items) = with_items(&["a", "b"]).await;
    let other = checklists::create_list(&world.db, &editor, "After", at()).await.unwrap();
    checklists::place(&world.db, &editor, items[0].id, Version(1), Place::EndOf(other.id), at()).await.unwrap();
    assert_eq!(now(&world, &editor, items[0].id).await.checklist, other.id);
    checklists::step_list(&world.db, &editor, other.id, Version(1), Direction::Up, at()).await.unwrap();
    assert_eq!(order(&world, &editor).await, ["a", "b"]);
    let first = lists(&world, &editor, Shown::All).await.lists.remove(0).0;
    assert_eq!((first.title.as_str(), first.version), ("After", Version(2)));
    checklists::step_list(&world.db, &editor, first.id, Version(2), Direction::Down, at()).await.unwrap();
    assert_eq!(order(&world, &editor).await, ["b", "a"]);
}

#[tokio::test]
async fn a_list_is_renamed_thrown_away_with_its_items_and_fetched_back_whole() {
    let (world, _, editor, items) = with_items(&["a", "b"]).await;
    let list = lists(&world, &editor, Shown::All).await.lists.remove(0).0;
    let named = checklists::rename(&world.db, &editor, list.id, list.version, "After", at()).await.unwrap();
    assert_eq!(said(&world, &editor).await[0], "renamed the checklist “Before” to “After”");
    assert!(matches!(checklists::rename(&world.db, &editor, list.id, list.version, "x", at()).await, Err(ServiceError::Stale)));
    records::delete(&world.db, &editor, named.id, named.version, at()).await.unwrap();
    assert!(lists(&world, &editor, Shown::All).await.lists.is_empty());
    assert!(matches!(checklists::show(&world.db, &editor, items[0].id, at()).await, Err(ServiceError::NotFound)));
    records::restore(&world.db, &editor, named.id.into(), at()).await.unwrap();
    assert_eq!(order(&world, &editor).await, ["a", "b"]);
}

#[tokio::test]
async fn many_items_are_changed_in_one_go_and_those_changed_meanwhile_are_named() {
    let (world, _, editor, items) = with_items(&["a", "b", "c"]).await;
    checklists::tick(&world.db, &editor, items[1].id, Version(1), true, at()).await.unwrap();
    records::delete(&world.db, &editor, items[2].id, Version(1), at()).await.unwrap();
    let chosen: Vec<(ItemId, Version)> = items.iter().map(|item| (item.id, item.version)).collect();
    let outcome = checklists::bulk(&world.db, &editor, &chosen, &Deed::Assign("olga".into()), at()).await.unwrap();
    assert_eq!(outcome, Bulk { done: 1, left: vec![items[1].id, items[2].id] });
    assert_eq!(now(&world, &editor, items[0].id).await.assignee.unwrap().name, "olga");
    assert_eq!(now(&world, &editor, items[1].id).await.assignee, None);
    let other = checklists::create_list(&world.db, &editor, "After", at()).await.unwrap();
    let chosen = [(items[1].id, Version(2)), (items[0].id, Version(2))];
    for (deed, told) in [
        (Deed::Tick(true), "ticked “a”"),
        (Deed::Due("2031-05-01".into()), "changed due of “a”"),
        (Deed::Block(true), "changed blocking of “a”"),
        (Deed::Move(other.id), "moved “a” to “After”"),
        (Deed::Tick(false), "unticked “a”"),
    ] {
        let mut fresh = Vec::new();
        for (id, _) in chosen {
            fresh.push((id, now(&world, &editor, id).await.version));
        }
        let outcome = checklists::bulk(&world.db, &editor, &fresh, &deed, at()).await.unwrap();
        assert_eq!(outcome, Bulk { done: 2, left: vec![] }, "{deed:?}");
        assert_eq!(said(&world, &editor).await[0], told);
    }
    assert_eq!(order(&world, &editor).await, ["b", "a"]);
}

#[tokio::test]
async fn nothing_chosen_or_too_much_is_refused_in_words() {
    let (world, _, editor, items) = with_items(&["a"]).await;
    let none = checklists::bulk(&world.db, &editor, &[], &Deed::Tick(true), at()).await.unwrap_err();
    assert!(none.to_string().starts_with("Choose the items first"));
    let many = vec![(items[0].id, Version(1)); 201];
    let many = checklists::bulk(&world.db, &editor, &many, &Deed::Tick(true), at()).await.unwrap_err();
    assert!(many.to_string().contains("at most 200"));
    let day = checklists::bulk(&world.db, &editor, &[(items[0].id, Version(1))], &Deed::Due("soon".into()), at()).await;
    assert!(matches!(day, Err(ServiceError::Invalid { field: "due", .. })));
}

#[tokio::test]
async fn evidence_is_kept_checked_and_can_be_taken_away_and_brought_back() {
    let (world, olga, editor, items) = with_items(&["a"]).await;
    let id = items[0].id;
    checklists::add_link(&world.db, &editor, id, " ", "https://ci.example.org/7", at()).await.unwrap();
    checklists::add_text(&world.db, &editor, id, "Seen", "It *holds*.", at()).await.unwrap();
    checklists::add_file(&world.db, &editor, id, "run.log", b"ok\n".to_vec(), at()).await.unwrap();
    let page = checklists::show(&world.db, &editor, id, at()).await.unwrap();
    let labels: Vec<&str> = page.evidence.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["ci.example.org", "Seen", "run.log"]);
    let Proof::File { size, sha256, .. } = &page.evidence[2].proof else { panic!("no file") };
    assert_eq!((*size, &sha256[..8]), (3, "dc51b8c9"));
    let file = page.evidence[2].id;
    assert_eq!(checklists::file(&world.db, &editor, file).await.unwrap().1, b"ok\n");
    assert!(matches!(checklists::file(&world.db, &editor, page.evidence[0].id).await, Err(ServiceError::NotFound)));
    for (field, refused) in [
        ("address", checklists::add_link(&world.db, &editor, id, "", "javascript:alert(1)", at()).await),
        ("note", checklists::add_text(&world.db, &editor, id, "", " ", at()).await),
        ("file", checklists::add_file(&world.db, &editor, id, "x.svg", b"<svg/>".to_vec(), at()).await),
    ] {
        assert!(matches!(refused, Err(ServiceError::Invalid { field: at, .. }) if at == field), "{field}");
    }
    checklists::remove_evidence(&world.db, &editor, id, file, at()).await.unwrap();
    assert!(matches!(checklists::file(&world.db, &editor, file).await, Err(ServiceError::NotFound)));
    checklists::restore_evidence(&world.db, &editor, id, file, at()).await.unwrap();
    assert!(checklists::file(&world.db, &editor, file).await.is_ok());
    world.project(&olga, "own").await;
    let own = olga.viewer(&world.db, "own").await.unwrap();
    assert!(matches!(checklists::file(&world.db, &own, file).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn a_pasted_list_is_shown_first_and_then_added_once() {
    let (world, _, editor, _) = with_items(&["Sweep the chimney"]).await;
    let text = "- [x] sweep the chimney\n- [x] Try the lock\n\n# After\n\n- Cool down\n  - Slowly\n\nA sentence.\n";
    let list = lists(&world, &editor, Shown::All).await.lists[0].0.id.to_string();
    let form = PasteForm { text: text.into(), list, title: String::new(), headings: true };
    let plan = checklists::preview_pasted(&world.db, &editor, &form, at()).await.unwrap();
    assert_eq!((plan.items(), plan.left_out.as_slice()), (3, ["A sentence.".to_owned()].as_slice()));
    assert_eq!(plan.groups[0].known[0].as_str(), "sweep the chimney");
    assert_eq!(order(&world, &editor).await.len(), 1, "looking changes nothing");
    assert_eq!(checklists::add_pasted(&world.db, &editor, &form, at()).await.unwrap(), 3);
    assert_eq!(order(&world, &editor).await, ["Sweep the chimney", "Try the lock", "Cool down", "Slowly"]);
    let after = lists(&world, &editor, Shown::All).await;
    assert_eq!((after.lists[1].0.title.as_str(), after.progress().done), ("After", 1));
    assert_eq!(checklists::add_pasted(&world.db, &editor, &form, at()).await.unwrap(), 0, "nothing is doubled");
    let into_one = PasteForm { headings: false, title: "All".into(), list: String::new(), ..form };
    assert_eq!(checklists::add_pasted(&world.db, &editor, &into_one, at()).await.unwrap(), 4);
    let nothing = PasteForm { text: " \n".into(), ..into_one };
    let refused = checklists::preview_pasted(&world.db, &editor, &nothing, at()).await;
    assert!(matches!(refused, Err(ServiceError::Invalid { field: "text", .. })));
}

#[tokio::test]
async fn a_report_adds_what_was_thrown_away_again_and_the_rest_once() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, REPORT).await;
    let before = order(&world, &auditor).await;
    let again = world.saved(&auditor, &format!("{REPORT}\nOne more line.\n")).await;
    assert_eq!(again.added, 0);
    assert_eq!(order(&world, &auditor).await, before);
}

#[tokio::test]
async fn nobody_in_particular_can_make_items_but_a_viewer_cannot() {
    let (world, olga, editor, items) = with_items(&["a"]).await;
    let operator = operator().unwrap().viewer(&world.db, "kiln").await.unwrap().editor().unwrap();
    let list = lists(&world, &editor, Shown::Mine).await.lists[0].0.id;
    checklists::create(&world.db, &operator, list, &form("b"), at()).await.unwrap();
    assert_eq!(lists(&world, &operator, Shown::Mine).await.items.total, 0);
    let vera = world.person("vera", false).await;
    world.join(&olga, "kiln", &vera, Role::Viewer).await;
    assert!(matches!(vera.editor(&world.db, "kiln").await, Err(ServiceError::Forbidden(_))));
    let viewer = vera.viewer(&world.db, "kiln").await.unwrap();
    assert_eq!(checklists::show(&world.db, &viewer, items[0].id, at()).await.unwrap().item.text.as_str(), "a");
}
