//! People, projects and reports to try the use cases on.

use domain::Timestamp;
use domain::accounts::{Password, Role};
use domain::history::{EventKind, Source, Via};
use domain::ids::AssessmentId;
use scratch::Scratch;
use service::accounts::sessions::resume;
use service::accounts::{Auditor, HashParams, Hasher, NewUser, SignedIn, add_user, operator};
use service::exchange::{self, ImportForm, Outcome, Saved};
use service::projects::{self, ProjectForm};
use service::{Db, ServiceError};
use std::fmt::Write;

pub(crate) const PASSWORD: &str = "correct horse battery";

/// An installation on a database of its own.
pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) hasher: Hasher,
    pub(crate) scratch: Scratch,
}

/// A moment to count from; nothing here looks at the clock.
pub(crate) fn at() -> Timestamp {
    let moment: chrono::DateTime<chrono::Utc> = "2031-04-05T06:07:08Z".parse().unwrap();
    moment.into()
}

impl World {
    pub(crate) async fn new() -> Self {
        let scratch = Scratch::new().await;
        Self { db: scratch.db.clone(), hasher: Hasher::new(HashParams::cheap_for_tests()).unwrap(), scratch }
    }

    /// What somebody does who has the database.
    pub(crate) async fn by_hand(&self, sql: &str) {
        self.scratch.by_hand(sql).await;
    }

    /// Adds somebody, who has [`PASSWORD`] and the address `NAME@example.org`.
    pub(crate) async fn person(&self, name: &str, admin: bool) -> SignedIn {
        let new = NewUser { email: format!("{name}@example.org"), name: name.into(), password: Password::given(PASSWORD.into()) };
        let user = add_user(&self.db, &self.hasher, &operator().unwrap().admin(), new, admin, at()).await.unwrap();
        resume(&self.db, user.id, Source::local(Via::Browser)).await.unwrap()
    }

    pub(crate) async fn project(&self, owner: &SignedIn, slug: &str) {
        let form = ProjectForm { name: slug.into(), slug: slug.into(), ..ProjectForm::default() };
        projects::create(&self.db, owner, &form, at()).await.unwrap();
    }

    pub(crate) async fn join(&self, owner: &SignedIn, slug: &str, who: &SignedIn, role: Role) {
        let owner = owner.owner(&self.db, slug).await.unwrap();
        projects::set_member(&self.db, &owner, who.user().email.as_str(), role, at()).await.unwrap();
    }

    /// Whether history has a line of this kind, in a project or outside of all: a copy of it would be one line twice.
    pub(crate) async fn was_told(&self, kind: EventKind) -> bool {
        let copy = format!("INSERT INTO events SELECT * FROM events WHERE kind = '{}'", kind.as_str());
        self.scratch.try_by_hand(&copy).await.is_err()
    }

    /// An owner, and a project `kiln`.
    pub(crate) async fn with_project() -> (Self, SignedIn) {
        let world = Self::new().await;
        let owner = world.person("olga", false).await;
        world.project(&owner, "kiln").await;
        (world, owner)
    }

    pub(crate) async fn import(&self, auditor: &Auditor, text: &str) -> Result<Outcome, ServiceError> {
        let source = exchange::stage(&self.db, &auditor.importer(), "report.md", text.as_bytes().to_vec(), at()).await?;
        exchange::save(&self.db, &auditor.importer(), source, &ImportForm::default(), at()).await
    }

    pub(crate) async fn saved(&self, auditor: &Auditor, text: &str) -> Saved {
        match self.import(auditor, text).await.unwrap() {
            Outcome::Saved(saved) => saved,
            Outcome::Already(id) => panic!("was {id} already"),
        }
    }

    pub(crate) async fn already(&self, auditor: &Auditor, text: &str) -> AssessmentId {
        match self.import(auditor, text).await.unwrap() {
            Outcome::Already(id) => id,
            Outcome::Saved(saved) => panic!("was saved again: {saved:?}"),
        }
    }
}

/// A report with something of every kind.
pub(crate) const REPORT: &str = "\
# Kiln readiness audit

**Date:** 2031-04-01
**Status:** NOT READY

## Scores

| Area | Weight | Score |
|---|---|---|
| Heat | 60% | 80/100 |
| Safety | 40% | 55/100 |
| **Overall** | **100%** | **70/100** |

## Strengths

- **Even heat.** Within four degrees.

## Launch blockers

### Tier 1: before the first firing

1. **Door opens while hot**
   - Current: no lock
   - Required: locked above 60 degrees
   - Owner: Bela

## Risk register

| Risk | Likelihood | Impact | Level | Mitigation |
|---|---|---|---|---|
| Power cut during a firing | Low | High | Medium | Battery for the fan |

## Acceptance criteria

A. A firing ends by itself. (met)
B. The door stays shut. (not met)

## Plan

| Day | Focus | Deliverables |
|---|---|---|
| 1 | Door lock | Lock is fitted |

### Commands to verify

```bash
kilnctl status # cold
```

## Before the first firing

- [x] Chimney is swept
- [ ] Lock is tried with gloves (blocking)
";

/// A later report on the same thing: what is known comes again, a little is new.
pub(crate) const LATER: &str = "\
# Kiln readiness audit, second

**Date:** 2031-05-01

## Scores

| Area | Weight | Score |
|---|---|---|
| Heat | 60% | 82/100 |
| Safety | 40% | 75/100 |

## Launch blockers

### Tier 1: before the first firing

1. **Door opens while hot**
   - Current: lock is ordered
2. **Fan is loud**
   - Current: 80 decibel

## Risk register

| Risk | Likelihood | Impact | Level | Mitigation |
|---|---|---|---|---|
| Power cut during a firing | Low | High | Low | Battery is fitted |

## Before the first firing

- [x] Chimney is swept
- [ ] Lock is tried with gloves (blocking)
- [ ] Ear protection hangs at the door
";

/// A report with `rows` rows in every register.
pub(crate) fn long_report(rows: usize) -> String {
    let mut text = String::from("# Long report\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n");
    let mut line = |make: &dyn Fn(usize) -> String, head: &str| {
        text.push_str(head);
        for row in 0..rows {
            writeln!(text, "{}", make(row)).unwrap();
        }
        text.push('\n');
    };
    line(&|row| format!("| Area {row} | 5% | {}/100 |", row % 100), "");
    line(&|row| format!("- Gap of number {row}"), "## Gaps\n\n");
    line(&|row| format!("1. **Blocker of number {row}**"), "## Launch blockers\n\n");
    line(&|row| format!("| Risk of number {row} | High | Wait |"), "## Risk register\n\n| Risk | Level | Mitigation |\n|---|---|---|\n");
    line(&|row| format!("- [ ] Item of number {row}"), "## Checklist\n\n");
    text
}
