//! What is held about a person, and how it is taken out when the account is erased.
//!
//! The lists below say where names of people stand as text. A test compares them with the schema: a new column whose name says that
//! it holds a person has to be in one of them.

mod held;

pub use held::{Section, page};

use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::ids::UserId;
use domain::people::{FORMER_MEMBER, without};
use domain::privacy::erased_address;
use domain::records::Change;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Rows that go with the account: table and the column of its id.
pub const GONE_WITH: &[(&str, &str)] = &[
    ("exports", "user_id"),
    ("factors", "user_id"),
    ("group_members", "user_id"),
    ("identities", "user_id"),
    ("invitations", "created_by"),
    ("members", "user_id"),
    ("portfolio_views", "user_id"),
    ("recovery_codes", "user_id"),
    ("reset_links", "user_id"),
    ("sessions", "user_id"),
    ("tokens", "user_id"),
    ("writers", "user_id"),
];

/// Rows that go with an address, present or former, of the account: table and the column of the address.
pub const GONE_WITH_ADDRESS: &[(&str, &str)] = &[("invitations", "email")];

/// Names beside the id of the account: table, name, id.
pub const BESIDE_ID: &[(&str, &str, &str)] = &[
    ("actions", "done_by_name", "done_by"),
    ("actions", "owner", "owner_id"),
    ("blockers", "owner", "owner_id"),
    ("comments", "author_name", "author_id"),
    ("criteria", "owner", "owner_id"),
    ("evidence", "added_by_name", "added_by"),
    ("items", "assignee", "assignee_id"),
    ("items", "done_by_name", "done_by"),
    ("items", "na_by_name", "na_by"),
    ("lint_dismissals", "dismissed_by_name", "dismissed_by"),
    ("risks", "owner", "owner_id"),
    ("shares", "created_by_name", "created_by"),
    ("template_keys", "owner_name", "owner_id"),
    ("template_keys", "withdrawn_by_name", "withdrawn_by"),
    ("templates", "author_name", "author_id"),
    ("tokens", "created_by_name", "created_by"),
    ("verification_results", "by_name", "by_id"),
];

/// Names that stand alone: whose they are is known only by the name itself.
pub const ALONE: &[(&str, &str)] = &[
    ("actions", "deleted_by_name"),
    ("actions", "owner"),
    ("badges", "allowed_by_name"),
    ("blockers", "deleted_by_name"),
    ("blockers", "owner"),
    ("blockers", "resolved_by_name"),
    ("blockers", "waived_by_name"),
    ("checklists", "deleted_by_name"),
    ("criteria", "deleted_by_name"),
    ("criteria", "owner"),
    ("gate_sets", "changed_by_name"),
    ("items", "assignee"),
    ("items", "deleted_by_name"),
    ("matches", "said_by_name"),
    ("risks", "accepted_by_name"),
    ("risks", "closed_by_name"),
    ("risks", "deleted_by_name"),
    ("risks", "owner"),
    ("rules", "changed_by_name"),
    ("shares", "revoked_by_name"),
    ("tokens", "revoked_by_name"),
    ("verifications", "deleted_by_name"),
    ("verifications", "last_by"),
];

/// Columns that keep a name, each with the reason. `*` stands for all of a table.
pub const STAYS: &[(&str, &str, &str)] = &[
    (
        "snapshots",
        "*",
        "the sealed document of a frozen audit: a digest vouches for every byte of it, and it is the proof of who answered for what",
    ),
    ("decisions", "*", "a signed decision: who signed is what it says, and a digest vouches for every byte"),
    ("measurements", "by_name", "what was measured for a frozen audit is a part of what was sealed; elsewhere the name is replaced"),
    ("sources", "text", "the text of a report as somebody outside wrote it; it is what an audit is checked against"),
    ("sources", "corrections", "words of that text, put right by whoever looked it over"),
    ("findings", "*", "words of an audit that somebody wrote"),
    ("categories", "*", "words of an audit that somebody wrote"),
    ("notes", "*", "words of an audit that somebody wrote"),
    ("export_files", "content", "a file that somebody asked for; it goes by itself after seven days"),
];

/// How many lines are looked at in one go.
const AT_ONCE: i64 = 500;

/// All names under which an account has acted, and its present one.
pub async fn names(tx: &mut Tx, user: UserId) -> Result<Vec<String>, StorageError> {
    let sql = "SELECT name FROM users WHERE id = $1 UNION SELECT actor_name FROM events WHERE actor_id = $1";
    Ok(all!(tx, (String,), sql, user.0)?.into_iter().map(|row| row.0).collect())
}

/// What was changed of an account since it is there, and when.
pub async fn changes_of_account(tx: &mut Tx, user: UserId) -> Result<Vec<(Timestamp, Change)>, StorageError> {
    let sql = "SELECT at, changes FROM events WHERE subject = $1 AND kind IN ('user.added', 'user.changed') ORDER BY id";
    let mut found = Vec::new();
    for (at, line) in all!(tx, (Moment, String), sql, user.0)? {
        let changes = serde_json::from_str::<Vec<Change>>(&line).map_err(|_| StorageError::Corrupt("events.changes"))?;
        found.extend(changes.into_iter().map(|change| (Timestamp::from(at), change)));
    }
    Ok(found)
}

/// Whether another account has this address.
pub async fn is_taken(tx: &mut Tx, user: UserId, address: &str) -> Result<bool, StorageError> {
    let sql = "SELECT COUNT(*) FROM users WHERE email = $2 AND id <> $1";
    Ok(one!(tx, (i64,), sql, user.0, address)?.0 > 0)
}

/// Whether another account has this name or has acted under it: then a name that stands alone may be theirs.
pub async fn is_shared(tx: &mut Tx, user: UserId, name: &str) -> Result<bool, StorageError> {
    let sql = "SELECT (SELECT COUNT(*) FROM users WHERE name = $2 AND id <> $1) \
               + (SELECT COUNT(*) FROM events WHERE actor_name = $2 AND actor_id <> $1)";
    Ok(one!(tx, (i64,), sql, user.0, name)?.0 > 0)
}

/// How many other accounts administer the installation and can sign in.
pub async fn other_administrators(tx: &mut Tx, user: UserId) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM users WHERE admin = $2 AND deactivated_at IS NULL AND id <> $1";
    one!(tx, (i64,), sql, user.0, true).map(|row| row.0)
}

/// Takes a person out of the account: name, address, password and rights. The row and its id stay, for others point to it.
pub async fn empty_account(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE users SET name = $2, email = $3, password_hash = $4, admin = $5, deactivated_at = COALESCE(deactivated_at, $6), \
               version = version + 1 WHERE id = $1";
    let none = crate::accounts::users::NO_PASSWORD;
    crate::error::changed_one(run!(tx, sql, user.0, FORMER_MEMBER, erased_address(user), none, false, now.to_utc())?)
}

/// Deletes what goes with an account.
pub async fn delete_belongings(tx: &mut Tx, user: UserId) -> Result<(), StorageError> {
    for (table, column) in GONE_WITH {
        run!(tx, AssertSqlSafe(format!("DELETE FROM {table} WHERE {column} = $1")), user.0)?;
    }
    run!(tx, "DELETE FROM attempts WHERE key = $1", format!("factor:{user}")).map(drop)
}

/// Deletes what stands under an address: open invitations to it, and counts of attempts.
pub async fn delete_of_address(tx: &mut Tx, address: &str) -> Result<(), StorageError> {
    for (table, column) in GONE_WITH_ADDRESS {
        run!(tx, AssertSqlSafe(format!("DELETE FROM {table} WHERE {column} = $1")), address)?;
    }
    let (account, forgot) = (format!("account:{address}"), format!("forgot:{address}"));
    run!(tx, "DELETE FROM attempts WHERE key IN ($1, $2)", account, forgot).map(drop)
}

/// Replaces the names that stand beside the id.
pub async fn replace_beside_id(tx: &mut Tx, user: UserId) -> Result<(), StorageError> {
    for (table, name, id) in BESIDE_ID {
        let sql = format!("UPDATE {table} SET {name} = $2 WHERE {id} = $1 AND {name} IS NOT NULL");
        run!(tx, AssertSqlSafe(sql), user.0, FORMER_MEMBER)?;
    }
    Ok(())
}

/// Where somebody took part or was given a role: a name that stands alone elsewhere is somebody else's.
const THEIR_PROJECTS: &str = "SELECT project_id FROM access WHERE user_id = $3 \
    UNION SELECT project_id FROM events WHERE (actor_id = $3 OR subject = $3) AND project_id IS NOT NULL";

/// Replaces a name that stands alone, in the projects of the person: to be called before the memberships go.
pub async fn replace_alone(tx: &mut Tx, user: UserId, name: &str) -> Result<(), StorageError> {
    for (table, column) in ALONE {
        let sql = format!("UPDATE {table} SET {column} = $2 WHERE {column} = $1 AND project_id IN ({THEIR_PROJECTS})");
        run!(tx, AssertSqlSafe(sql), name, FORMER_MEMBER, user.0)?;
    }
    // What was measured for a frozen audit is part of what was sealed.
    let sql = format!(
        "UPDATE measurements SET by_name = $2 WHERE by_name = $1 AND project_id IN ({THEIR_PROJECTS}) \
         AND NOT EXISTS (SELECT 1 FROM assessments a WHERE a.id = assessment_id AND a.state = 'final')"
    );
    run!(tx, AssertSqlSafe(sql), name, FORMER_MEMBER, user.0).map(drop)
}

/// Takes the person out of what others said to them: their name after an `@` becomes that of a former member. The mention stays.
pub async fn replace_in_comments(tx: &mut Tx, user: UserId, names: &[&str]) -> Result<(), StorageError> {
    let mut after = Uuid::nil();
    loop {
        let sql = "SELECT id, body FROM comments WHERE id > $2 AND (author_id = $1 OR id IN (SELECT comment_id FROM mentions WHERE user_id = $1)) \
                   ORDER BY id LIMIT $3";
        let rows = all!(tx, (Uuid, String), sql, user.0, after, AT_ONCE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0;
        for (id, body) in rows {
            if let Some(body) = without(&body, names) {
                run!(tx, "UPDATE comments SET body = $2 WHERE id = $1", id, body)?;
            }
        }
    }
}

/// Makes the index of the search forget words that no text has any more: it would keep them until it tidies up by itself.
pub async fn tidy_index(tx: &mut Tx) -> Result<(), StorageError> {
    // PostgreSQL keeps the words in the rows themselves.
    if tx.is_sqlite() {
        run!(tx, "INSERT INTO search_words (search_words) VALUES ('optimize')")?;
    }
    Ok(())
}
