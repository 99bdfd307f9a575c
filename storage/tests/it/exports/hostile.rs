//! Files that somebody changed: none is taken, nothing is left of it, and the words say where to look.

use super::rich::rich;
use super::trip::exported;
use crate::samples::{at, saved_user};
use scratch::{Scratch, on_fresh};
use serde_json::{Value, json};
use storage::accounts::users;
use storage::exports::{self, Parts};

/// What is said of a file in an installation that has `ada@example.org` under another identity, or that it was taken.
async fn said(there: &Scratch, file: &[u8]) -> String {
    let archive = match exports::parse(file) {
        Ok(archive) => archive,
        Err(error) => return error.to_string(),
    };
    let mut tx = there.db.begin().await.unwrap();
    match exports::write(&mut tx, &archive, None, at()).await {
        Ok(_) => "taken".into(),
        Err(error) => error.to_string(),
    }
}

async fn file() -> Value {
    let here = Scratch::new().await;
    let rich = rich(&here).await;
    serde_json::from_str(&exported(&here, rich.project, &Parts::all()).await).unwrap()
}

type Spoil = fn(&mut Value);

const OTHER: &str = "0195f0c2-7d1e-7b7a-9a53-0d6f5c1a2b3c";

/// Each spoils one thing; the words that must be said of it.
const SPOILT: &[(Spoil, &str)] = &[
    (|it| it["format"] = json!("holdpoint.project/2"), "“holdpoint.project/2”. This program reads “holdpoint.project/1”"),
    (|it| it["format"] = json!(1), "is no archive of a project"),
    (|it| it["secrets"] = json!([]), "this format knows no “secrets”"),
    (|it| it["standings"] = json!([]), "this format knows no “standings”"),
    (|it| it["users"] = json!([]), "this format knows no “users”"),
    (|it| it["parts"] = json!(["history", "registers", "comments"]), "“parts” does not name “attachments”"),
    (|it| it["parts"] = json!(["comments"]), "hang on records of the registers"),
    (|it| it["parts"] = json!(["everything"]), "there is no part “everything”"),
    (|it| drop(it.as_object_mut().unwrap().remove("risks")), "The file has no “risks”"),
    (|it| drop(it.as_object_mut().unwrap().remove("people")), "The file has no “people”"),
    (|it| it["project"] = json!([]), "row 1 of “project” to be an object"),
    (|it| it["risks"] = json!({}), "“risks” to be a list of rows"),
    (|it| it["blockers"][1]["tier"] = json!("1"), "“blockers”, row 2, “tier” to be a whole number of 32 bits"),
    (|it| it["blockers"][1]["tier"] = json!(1.5), "“blockers”, row 2, “tier” to be a whole number"),
    (|it| it["blockers"][0]["tier"] = json!(3_000_000_000_i64), "“blockers”, row 1, “tier” to be a whole number of 32 bits"),
    (|it| it["blockers"][0]["version"] = json!(i64::MAX), "“blockers”, row 1, “version” to be a whole number of 53 bits"),
    (|it| it["blockers"][0]["tier"] = json!(300), "“blockers”, row 1, “tier”: The file holds a value"),
    (|it| it["blockers"][0]["title"] = json!(null), "“blockers”, row 1, “title” to be text"),
    (|it| it["blockers"][0]["title"] = json!("a\u{0}b"), "U+0000"),
    (|it| it["blockers"][0]["title"] = json!(""), "“blockers”, row 1, “title”: The file holds a value"),
    (|it| it["blockers"][0]["links"] = json!([{"share": 0.5}]), "“blockers”, row 1, “links”: holds a number with a fraction"),
    (|it| it["blockers"][0]["links"] = json!("x"), "“blockers”, row 1: The file holds a value in the column \"links\""),
    (|it| it["blockers"][0]["more"] = json!(1), "“blockers”, row 1: this format knows no column “more”"),
    (|it| drop(it["blockers"][0].as_object_mut().unwrap().remove("due")), "“blockers”, row 1, “due”: is missing"),
    (|it| it["items"][0]["blocking"] = json!(1), "“items”, row 1, “blocking” to be true or false"),
    (|it| it["items"][0]["done_at"] = json!("2031-04-05T06:07:08Z"), "“items”, row 1, “done_at” to be a moment"),
    (|it| it["items"][0]["done_at"] = json!("2031-04-05T23:59:60.000000Z"), "“items”, row 1, “done_at” to be a moment"),
    (|it| it["items"][0]["id"] = json!(OTHER.to_uppercase()), "“items”, row 1, “id” to be an identity"),
    (|it| it["evidence_files"][0]["content"] = json!("?"), "“evidence_files”, row 1, “content” to be base64"),
    (|it| it["evidence_files"][0]["content"] = json!("PHNjcmlwdD4="), "is not as long as"),
    (|it| it["findings"][0]["severity"] = json!("huge"), "“findings”, row 1, “severity”: The file holds a value"),
    (|it| it["findings"][2]["kind"] = json!("wish"), "“findings”, row 3, “kind”: The file holds a value"),
    (|it| it["risks"][0]["level"] = json!("huge"), "“risks”, row 1, “level”: The file holds a value"),
    (|it| it["items"][1]["text"] = json!(""), "“items”, row 2, “text”: The file holds a value"),
    (|it| it["comments"][1]["body"] = json!("x".repeat(200_000)), "“comments”, row 2, “body”: The file holds a value"),
    (|it| it["members"][0]["role"] = json!("king"), "“members.role”"),
    (|it| it["events"][0]["kind"] = json!("user.owned"), "“events.kind”"),
    (|it| it["events"][0]["changes"] = json!({}), "“events.changes”"),
    (|it| it["project"]["slug"] = json!("No Slug"), "“project”, row 1, “slug”"),
    (|it| it["project"]["rule"] = json!({}), "rule"),
    (|it| it["people"][0]["email"] = json!("nobody"), "“people”, row 1, “email”"),
    (|it| it["people"][0]["admin"] = json!(true), "“people”, row 1: this format knows no column “admin”"),
    (|it| it["people"][1]["email"] = it["people"][0]["email"].clone(), "“people”, row 2, “email”: stands there twice"),
    // What reaches out of the project.
    (|it| it["risks"][1]["project_id"] = json!(OTHER), "“risks”, row 2, “project_id”: is another project than that of the file"),
    (|it| it["project"]["id"] = json!(OTHER), "“project_id”: is another project than that of the file"),
    (|it| it["findings"][0]["assessment_id"] = json!(OTHER), "“findings”, row 1, “assessment_id”: is no row of “assessments” in the file"),
    (|it| it["evidence"][0]["item_id"] = json!(OTHER), "“evidence”, row 1, “item_id”: is no row of “items” in the file"),
    (|it| it["items"][0]["checklist_id"] = json!(OTHER), "“checklists”"),
    (|it| it["blockers"][0]["opened_in"] = json!(OTHER), "“blockers”, row 1, “opened_in”"),
    (|it| it["decision_conditions"][0]["item_id"] = json!(OTHER), "“decision_conditions”, row 1, “item_id”"),
    (|it| it["relations"][0]["from_id"] = json!(OTHER), "“relations”, row 1, “from_id”"),
    (|it| it["relations"][0]["to_kind"] = json!("finding"), "“relations”, row 1, “to_id”: is no row of “findings” in the file"),
    (|it| it["relations"][0]["kind"] = json!("owns"), "“relations.kind”"),
    (|it| it["comments"][0]["record_id"] = json!(OTHER), "“comments”, row 1, “record_id”"),
    (|it| it["comments"][0]["record_kind"] = json!("user"), "“record_kind” beside it names no kind of record"),
    (|it| it["mentions"][0]["user_id"] = json!(OTHER), "“mentions”, row 1, “user_id”: is nobody of “people”"),
    (|it| it["blockers"][0]["owner_id"] = json!(OTHER), "“blockers”, row 1, “owner_id”: is nobody of “people”"),
    // What stands there twice.
    (|it| it["risks"][1]["id"] = it["risks"][0]["id"].clone(), "“risks”, row 2, “id”: is the identity of another row"),
    (|it| it["risks"][1]["id"] = it["blockers"][0]["id"].clone(), "is the identity of another row"),
    (|it| it["project_tags"][1] = it["project_tags"][0].clone(), "“project_tags”, row 2: is here already, or stands in the file twice"),
    // What is sealed.
    (|it| it["snapshots"][0]["document"] = json!("{}"), "“snapshots”, row 1, “sha256”: is not the digest of the document"),
    (|it| it["snapshots"][1]["bytes"] = json!(3), "“snapshots”, row 2, “bytes”: is not the length"),
    (|it| drop(it["snapshots"].as_array_mut().unwrap().remove(0)), "is final, but “snapshots” has no document"),
    (|it| it["assessments"][0]["state"] = json!("draft"), "“assessments”, row 1, “state”: must be final"),
    (|it| it["assessments"][0]["rule"] = json!(null), "“assessments”, row 1, “rule”: is missing"),
    (|it| it["decisions"][0]["state"] = json!("{}"), "“decisions”, row 1, “sha256”: is not the digest of the state"),
];

#[tokio::test]
async fn whatever_does_not_fit_is_refused_with_its_place() {
    on_fresh(|there| async move {
        let whole = file().await;
        assert_eq!(said(&there, whole.to_string().as_bytes()).await, "taken", "before it is spoilt");
        for (at, (spoil, words)) in SPOILT.iter().enumerate() {
            let mut spoilt = whole.clone();
            spoil(&mut spoilt);
            let said = said(&there, spoilt.to_string().as_bytes()).await;
            assert!(said.contains(words), "case {at} should say “{words}” and says “{said}”");
        }
        let mut tx = there.db.read().await.unwrap();
        assert_eq!(users::count(&mut tx).await.unwrap(), 0, "nothing was left behind");
        assert!(storage::projects::get(&mut tx, &"ferry".parse().unwrap()).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_file_names_nobody_of_an_installation_whom_it_does_not_introduce() {
    on_fresh(|there| async move {
        let mut tx = there.db.begin().await.unwrap();
        let boss = saved_user(&mut tx, "boss@example.org").await;
        tx.commit().await.unwrap();
        let mut file = file().await;
        file["comments"][0]["author_id"] = json!(boss.to_string());
        let said = said(&there, file.to_string().as_bytes()).await;
        assert!(said.contains("“comments”, row 1, “author_id”: is somebody of this installation"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn two_people_do_not_become_one() {
    on_fresh(|there| async move {
        let mut tx = there.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        tx.commit().await.unwrap();
        let mut file = file().await;
        let kim = file["people"][1]["id"].clone();
        let text = file.to_string().replace(kim.as_str().unwrap(), &ada.to_string());
        file = serde_json::from_str(&text).unwrap();
        let said = said(&there, file.to_string().as_bytes()).await;
        assert!(said.contains("Two people of the file would be ada@example.org here"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_json_or_too_deep_or_stands_twice_is_refused() {
    let whole = file().await.to_string();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let twice = whole.replacen("\"format\":", "\"format\":\"holdpoint.project/1\",\"format\":", 1);
    let again = whole.replacen("\"relations\":", "\"relations\":[],\"relations\":", 1);
    let column = whole.replacen("\"slug\":", "\"slug\":\"a\",\"slug\":", 1);
    let nested = whole.replacen("\"corrections\":[]", &format!("\"corrections\":{deep}"), 1);
    let cut = whole.get(..whole.len() - 2).unwrap().to_owned();
    let cases = [
        (String::new(), "cannot be read"),
        ("no".into(), "cannot be read"),
        ("[]".into(), "cannot be read"),
        ("{}".into(), "is no archive"),
        (deep, "cannot be read"),
        (nested, "recursion limit"),
        (twice, "cannot be read: duplicate field `format`"),
        (again, "“relations” stands there twice"),
        (column, "“project”, row 1, “slug”: stands there twice"),
        (cut, "cannot be read"),
        (format!("{whole}x"), "cannot be read"),
    ];
    for (text, words) in cases {
        let error = exports::parse(text.as_bytes()).expect_err(words).to_string();
        assert!(error.contains(words), "should say “{words}” and says “{error}”");
        assert!(error.len() < 400, "{error}");
    }
}
