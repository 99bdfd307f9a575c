//! Every use case of a project, done once.

mod outwards;

use crate::world::{World, at};
use domain::Version;
use domain::accounts::Role;
use domain::changes::Part;
use domain::criteria::CriterionState;
use domain::exchange::profile::{Announced, List, Meaning};
use domain::exchange::review;
use domain::lint::{Fingerprint, RuleId};
use domain::order::Direction;
use domain::relations::RelationKind;
use service::accounts::{Editor, SignedIn};
use service::blockers::{BlockerForm, Filter, Stands};
use service::changes::Correction;
use service::criteria::CriterionForm;
use service::exchange::{self, ImportForm};
use service::plans::ActionForm;
use service::projects::ProjectForm;
use service::risks::{AcceptanceForm, RiskForm};
use service::verifications::VerificationForm;
use service::{
    PageNumber, ServiceError, assessments, blockers, changes, checklists, comments, criteria, decisions, exports, gates, groups, history,
    lint, metrics, people, plans, projects, records, relations, risks, summary, trends, verifications, what_if,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UseCase {
    Read,
    Comment,
    ThrowAway,
    Tick,
    EditLists,
    Resolve,
    WriteCriterion,
    MatchNames,
    WriteMetric,
    WriteStep,
    TieStep,
    PostResult,
    WriteVerification,
    Write,
    Waive,
    WriteRisk,
    Accept,
    Import,
    ReviewReport,
    DismissInAudit,
    DismissInRegisters,
    SetMember,
    Invite,
    GiveGroup,
    ChooseWords,
    SetGates,
    Sign,
    PlanTheWay,
    Rename,
    Restore,
    Export,
    ExportWhole,
    Share,
    AllowBadges,
    MakeToken,
}

pub(crate) async fn act(world: &World, who: &SignedIn, use_case: UseCase) -> Result<(), ServiceError> {
    match use_case {
        UseCase::Read | UseCase::Comment | UseCase::ThrowAway => record(world, who, use_case).await,
        UseCase::Tick | UseCase::EditLists | UseCase::Resolve | UseCase::Write | UseCase::Waive | UseCase::WriteRisk | UseCase::Accept => {
            Box::pin(register(world, who, use_case)).await
        }
        UseCase::WriteCriterion
        | UseCase::MatchNames
        | UseCase::WriteMetric
        | UseCase::WriteStep
        | UseCase::TieStep
        | UseCase::WriteVerification => plan(world, &who.editor(&world.db, "kiln").await?, use_case).await,
        UseCase::PostResult => outwards::post_result(world, who).await,
        UseCase::SetGates | UseCase::Sign | UseCase::PlanTheWay => deciding(world, who, use_case).await,
        UseCase::DismissInAudit | UseCase::DismissInRegisters => live_with(world, who, use_case).await,
        UseCase::ReviewReport => review_report(world, who).await,
        UseCase::Export | UseCase::ExportWhole | UseCase::Share | UseCase::AllowBadges => outwards::act(world, who, use_case).await,
        UseCase::Invite | UseCase::MakeToken => outwards::let_in(world, who, use_case).await,
        UseCase::Import | UseCase::SetMember | UseCase::GiveGroup | UseCase::ChooseWords | UseCase::Rename | UseCase::Restore => {
            project(world, who, use_case).await
        }
    }
}

/// What everybody in a project does to any record.
async fn record(world: &World, who: &SignedIn, use_case: UseCase) -> Result<(), ServiceError> {
    let (db, slug, first) = (&world.db, "kiln", PageNumber::FIRST);
    match use_case {
        UseCase::Read => {
            let viewer = who.viewer(db, slug).await?;
            assessments::overview(db, &viewer, at()).await?;
            changes::radar(db, &viewer, at()).await?;
            criteria::list(db, &viewer, first).await?;
            plans::list(db, &viewer, first, at()).await?;
            verifications::list(db, &viewer, None, first, at()).await?;
            metrics::list(db, &viewer, false, first).await?;
            exchange::profile(db, &viewer).await?;
            blockers::list(db, &viewer, &Filter::default(), first, at()).await?;
            let risk = risks::list(db, &viewer, &risks::Filter::default(), first, at()).await?.page.rows.remove(0);
            records::around(db, &viewer, risk.id, first).await?;
            records::bin(db, &viewer, first).await?;
            trends::show(db, &viewer, 12, at()).await?;
            summary::show(db, &viewer, at()).await?;
            projects::members(db, &viewer, first).await?;
            groups::roles(db, &viewer, first).await?;
            people::list(db, &viewer).await?;
            exports::list(db, &viewer, at()).await?;
            history::list(db, &viewer, first).await?;
            history::activity(db, &viewer, history::Filter::default(), first).await.map(drop)
        }
        UseCase::Comment => {
            let speaker = who.viewer(db, slug).await?.speaker()?;
            let risk = risks::list(db, &speaker, &risks::Filter::default(), first, at()).await?.page.rows.remove(0);
            let said = comments::add(db, &speaker, risk.id.into(), "Noted", at()).await?;
            let changed = comments::change(db, &speaker, said.id, said.version, "Noted well", at()).await?;
            comments::delete(db, &speaker, said.id, changed.version, at()).await?;
            comments::restore(db, &speaker, said.id, at()).await.map(drop)
        }
        _ => {
            let editor = who.editor(db, slug).await?;
            let risk = risks::list(db, &editor, &risks::Filter::default(), first, at()).await?.page.rows.remove(0);
            records::delete(db, &editor, risk.id, risk.version, at()).await?;
            records::restore(db, &editor, risk.id.into(), at()).await.map(drop)
        }
    }
}

/// What editors and auditors do to checklists, blockers and risks.
async fn register(world: &World, who: &SignedIn, use_case: UseCase) -> Result<(), ServiceError> {
    let (db, slug, first) = (&world.db, "kiln", PageNumber::FIRST);
    match use_case {
        UseCase::Tick => {
            let editor = who.editor(db, slug).await?;
            let item = checklists::list(db, &editor, checklists::Shown::All, first, at()).await?.items.rows.remove(0);
            checklists::tick(db, &editor, item.id, item.version, item.done.is_none(), at()).await.map(drop)
        }
        UseCase::EditLists => {
            let editor = who.editor(db, slug).await?;
            let list = checklists::create_list(db, &editor, "Made by hand", at()).await?;
            let form = checklists::ItemForm { text: "An item".into(), ..Default::default() };
            let item = checklists::create(db, &editor, list.id, &form, at()).await?;
            checklists::add_text(db, &editor, item.id, "", "Seen", at()).await?;
            let item = checklists::set_aside(db, &editor, item.id, item.version, "No.", at()).await?;
            let item = checklists::take_up(db, &editor, item.id, item.version, at()).await?;
            let item = checklists::step(db, &editor, item.id, item.version, Direction::Up, at()).await?;
            let paste = checklists::PasteForm { text: "- One more".into(), list: list.id.to_string(), ..Default::default() };
            checklists::add_pasted(db, &editor, &paste, at()).await?;
            checklists::bulk(db, &editor, &[(item.id, item.version)], &checklists::Deed::Tick(true), at()).await.map(drop)
        }
        UseCase::Resolve => {
            let editor = who.editor(db, slug).await?;
            let all = Filter { stands: Stands::All, ..Filter::default() };
            let blocker = blockers::list(db, &editor, &all, first, at()).await?.page.rows.remove(0);
            if blocker.state.is_open() {
                blockers::resolve(db, &editor, blocker.id, blocker.version, "Tried.", at()).await.map(drop)
            } else {
                blockers::reopen(db, &editor, blocker.id, blocker.version, "Not so.", at()).await.map(drop)
            }
        }
        UseCase::Write => {
            let editor = who.editor(db, slug).await?;
            let form = BlockerForm { title: "Smoke in the hall".into(), tier: "3".into(), ..BlockerForm::default() };
            let blocker = blockers::create(db, &editor, &form, at()).await?;
            let form = BlockerForm { owner: "olga".into(), ..form };
            blockers::change(db, &editor, blocker.id, blocker.version, &form, at()).await.map(drop)
        }
        UseCase::Waive => {
            let auditor = who.auditor(db, slug).await?;
            let form = BlockerForm { title: "Draught".into(), ..BlockerForm::default() };
            let blocker = blockers::create(db, &auditor, &form, at()).await?;
            let blocker = blockers::waive(db, &auditor, blocker.id, blocker.version, "Later", "2031-05-01", at()).await?;
            blockers::end_waiver(db, &auditor, blocker.id, blocker.version, at()).await.map(drop)
        }
        UseCase::WriteRisk => {
            let editor = who.editor(db, slug).await?;
            let form = RiskForm { title: "Flood".into(), ..RiskForm::default() };
            let risk = risks::create(db, &editor, &form, at()).await?;
            let form = RiskForm { owner: "olga".into(), ..form };
            let risk = risks::change(db, &editor, risk.id, risk.version, &form, at()).await?;
            let risk = risks::close(db, &editor, risk.id, risk.version, "Dry", at()).await?;
            risks::reopen(db, &editor, risk.id, risk.version, "Rain", at()).await.map(drop)
        }
        _ => {
            let auditor = who.auditor(db, slug).await?;
            let form = RiskForm { title: "Mice".into(), ..RiskForm::default() };
            let risk = risks::create(db, &auditor, &form, at()).await?;
            let form = AcceptanceForm { reason: "Small".into(), until: "2031-05-01".into(), ..AcceptanceForm::default() };
            let risk = risks::accept(db, &auditor, risk.id, risk.version, &form, at()).await?;
            risks::withdraw(db, &auditor, risk.id, risk.version, at()).await.map(drop)
        }
    }
}

/// What a project is to be ready for, and whether it is.
async fn deciding(world: &World, who: &SignedIn, use_case: UseCase) -> Result<(), ServiceError> {
    let (db, slug) = (&world.db, "kiln");
    match use_case {
        UseCase::SetGates => {
            let owner = who.owner(db, slug).await?;
            let form = gates::GateForm { name: who.user().name.to_string(), ..gates::GateForm::default() };
            let goal = gates::create(db, &owner, owner.project().version, &form, at()).await?;
            let owner = who.owner(db, slug).await?;
            gates::remove(db, &owner, owner.project().version, &goal, at()).await?;
            let owner = who.owner(db, slug).await?;
            gates::take(db, &owner, owner.project().version, "backend-audit", at()).await.map(drop)
        }
        UseCase::Sign => {
            let (auditor, goal) = (who.auditor(db, slug).await?, "demo".parse().unwrap());
            let seen = decisions::desk(db, &auditor, &goal, at()).await?.mark;
            let form = decisions::DecisionForm { verdict: "no-go".into(), seen, ..decisions::DecisionForm::default() };
            decisions::sign(db, &auditor, &goal, &form, at()).await.map(drop)
        }
        _ => {
            let editor = who.editor(db, slug).await?;
            // Whether there is anything to plan hangs on what others did before.
            let form = what_if::PlanForm { begin: "2031-05-01".into(), per_day: "20".into() };
            match what_if::plan(db, &editor, &"production".parse().unwrap(), &form, at()).await {
                Err(ServiceError::Refused(_)) => Ok(()),
                other => other.map(drop),
            }
        }
    }
}

/// Dismissing what lint has found, and bringing it back.
async fn live_with(world: &World, who: &SignedIn, use_case: UseCase) -> Result<(), ServiceError> {
    let (db, slug) = (&world.db, "kiln");
    if let UseCase::DismissInAudit = use_case {
        let auditor = who.auditor(db, slug).await?;
        // A strength of the report, now open.
        let issue = odd_blocker(world, &auditor, "Even heat", RuleId::DoneAndOpen).await?;
        lint::dismiss_in_audit(db, &auditor, None, &issue, "Meant so", at()).await?;
        return lint::reopen_in_audit(db, &auditor, &issue, at()).await;
    }
    let editor = who.editor(db, slug).await?;
    let issue = odd_blocker(world, &editor, "Soot on the wall", RuleId::NoOwner).await?;
    lint::dismiss_in_registers(db, &editor, &issue, "Meant so", at()).await?;
    lint::reopen_in_registers(db, &editor, &issue, at()).await
}

/// Makes a blocker that this rule finds something about.
async fn odd_blocker(world: &World, editor: &Editor, title: &str, rule: RuleId) -> Result<Fingerprint, ServiceError> {
    let form = BlockerForm { title: title.into(), ..BlockerForm::default() };
    blockers::create(&world.db, editor, &form, at()).await?;
    let found = lint::of_project(&world.db, editor, at()).await?.open.into_iter().find(|issue| issue.rule == rule);
    Ok(found.unwrap().fingerprint)
}

/// A report looked through, corrected, compared with the registers and saved, and words learned from it.
async fn review_report(world: &World, who: &SignedIn) -> Result<(), ServiceError> {
    let (db, now) = (&world.db, at());
    let auditor = who.auditor(db, "kiln").await?;
    let heading = format!("Word of {}", who.user().name);
    exchange::learn(db, &auditor, &[(heading.clone(), Meaning::Heading(Announced::Nothing))], now).await?;
    let text = format!("# X of {}\n\n**Date:** 2030-01-01\n\n## {heading}\n", who.user().name);
    let source = exchange::stage(db, &auditor.importer(), "x.md", text.into_bytes(), now).await?;
    exchange::seen(db, &auditor, source).await?;
    let title = review::Correction::Head { what: review::Headline::Title, text: "Y".into() };
    exchange::correct(db, &auditor.importer(), source, Version::FIRST, title).await?;
    exchange::take_back(db, &auditor.importer(), source, Version::FIRST.next(), 0).await?;
    exchange::has_more_to_show(db, &auditor.importer(), source, &ImportForm::default(), now).await?;
    let seen = Some(exchange::reconciled(db, &auditor.importer(), source, now).await?.digest);
    exchange::save(db, &auditor.importer(), source, &ImportForm { seen, ..ImportForm::default() }, now).await?;
    exchange::forget(db, &auditor, List::Headings, &heading, now).await
}

/// What is done to a project as a whole.
async fn project(world: &World, who: &SignedIn, use_case: UseCase) -> Result<(), ServiceError> {
    let (db, slug) = (&world.db, "kiln");
    match use_case {
        UseCase::Import => {
            let importer = who.importer(db, slug).await?;
            let source = exchange::stage(db, &importer, "x.md", b"# X".to_vec(), at()).await?;
            exchange::preview(db, &importer, source, at()).await?;
            exchange::discard(db, &importer, source).await?;
            // Nothing that can be saved: other use cases have their audits.
            let file = exchange::File { name: "x.json".into(), bytes: b"{".to_vec() };
            let batch = exchange::stage_many(db, &importer, vec![file], at()).await?;
            exchange::batch(db, &importer, batch, at()).await?;
            exchange::batches(db, &importer).await?;
            exchange::save_batch(db, &importer, batch, true, at).await
        }
        UseCase::SetMember => {
            let owner = who.owner(db, slug).await?;
            projects::set_member(db, &owner, "guest@example.org", Role::Viewer, at()).await
        }
        UseCase::GiveGroup => {
            let owner = who.owner(db, slug).await?;
            groups::names(db, &owner).await?;
            groups::set_role(db, &owner, "visitors", Role::Viewer, at()).await?;
            let group = groups::roles(db, &owner, PageNumber::FIRST).await?.rows.into_iter().find(|row| row.name.as_str() == "Visitors");
            groups::remove_role(db, &owner, group.unwrap().group, at()).await
        }
        UseCase::ChooseWords => {
            let owner = who.owner(db, slug).await?;
            let form = crate::words::form(&format!("First of {}", who.user().name));
            projects::change_words(db, &owner, owner.project().version, &form, at()).await.map(drop)
        }
        UseCase::Rename => {
            let owner = who.owner(db, slug).await?;
            let name = format!("Kiln of {}", who.user().name);
            projects::change(db, &owner, owner.project().version, &ProjectForm { name, ..ProjectForm::default() }, at()).await.map(drop)
        }
        _ => {
            let owner = who.owner(db, slug).await?;
            projects::restore(db, &owner, owner.project().version, at()).await.map(drop)
        }
    }
}

/// What an editor does to plans, criteria and verifications.
async fn plan(world: &World, editor: &Editor, use_case: UseCase) -> Result<(), ServiceError> {
    let (db, first) = (&world.db, PageNumber::FIRST);
    match use_case {
        UseCase::WriteCriterion => {
            let form = CriterionForm { text: "It holds".into(), state: "met".into(), ..CriterionForm::default() };
            let row = criteria::create(db, editor, &form, at()).await?;
            criteria::shift(db, editor, row.id, Direction::Up, at()).await?;
            criteria::set_state(db, editor, row.id, row.version, CriterionState::NotMet, at()).await.map(drop)
        }
        UseCase::MatchNames => {
            let said = Correction { part: Part::Category, name: "Heat".into(), is: Some("Fire".into()), was: None };
            changes::correct(db, editor, &said, at()).await
        }
        UseCase::WriteMetric => {
            let count = metrics::list(db, editor, true, first).await?.aside;
            let form = metrics::MetricForm { name: format!("Heat {count}"), ..Default::default() };
            let row = metrics::create(db, editor, &form, at()).await?;
            let typed = metrics::MeasurementForm { value: "5".into(), ..Default::default() };
            let measured = metrics::measure(db, editor, row.id, &typed, at()).await?;
            metrics::unmeasure(db, editor, measured.id, at()).await?;
            let form = metrics::MetricForm { unit: "°C".into(), ..form };
            let row = metrics::change(db, editor, row.id, row.version, &form, at()).await?;
            metrics::set_aside(db, editor, row.id, row.version, true, at()).await.map(drop)
        }
        UseCase::WriteStep => {
            let form = ActionForm { focus: "Paint".into(), ..ActionForm::default() };
            let row = plans::create(db, editor, &form, at()).await?;
            plans::shift(db, editor, row.id, Direction::Up, at()).await?;
            plans::set_done(db, editor, row.id, row.version, true, at()).await.map(drop)
        }
        UseCase::WriteVerification => {
            let form = VerificationForm { command: "true".into(), ..VerificationForm::default() };
            let row = verifications::create(db, editor, &form, None, at()).await?;
            verifications::change(db, editor, row.id, row.version, &VerificationForm { title: "It runs".into(), ..form }, at())
                .await
                .map(drop)
        }
        UseCase::TieStep => {
            let step = plans::list(db, editor, first, at()).await?.page.rows.remove(0);
            let risk = risks::list(db, editor, &risks::Filter::default(), first, at()).await?.page.rows.remove(0).id.into();
            relations::tie(db, editor, RelationKind::Closes, step.id, risk, at()).await?;
            relations::untie(db, editor, RelationKind::Closes, step.id, risk, at()).await
        }
        other => unreachable!("{other:?} is done elsewhere"),
    }
}
