//! The scoring rule of a project: choosing one, looking at what it changes, and the rules that held before.

use super::tabs::{Tab, tabs};
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::records::{newer, version};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Cell, Checkbox, Choice, HiddenInput, Kind, Notice, Problems, Select, Sheet, Table, TextInput,
};
use domain::projects::Project;
use domain::records::{Described, Fact, changes};
use domain::scoring::{ScoringRule, Share};
use leptos::prelude::*;
use service::projects::{Effects, FormerRule, RuleForm, change_rule, former_rules, try_rule};

/// So many tiers have their choice in sight; the others are folded away.
const TIERS_IN_SIGHT: usize = 3;

pub(super) async fn page(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let typed = visit.fields();
    let former = former_rules(&visit.state.db, &owner).await?;
    let effects = match typed.sent() {
        Some(sent) => try_rule(&visit.state.db, &owner, &rule_form(sent)).await?,
        None => None,
    };
    let asked = visit.clone();
    let page = Page::new(format!("Scoring rule of {}", owner.project().name), move || {
        let project = owner.project();
        let facts = project.rule.facts();
        let archived = project.archived_at.is_some();
        let form = (!archived).then(|| form(&visit.path, project, &facts, &typed, effects.as_ref()));
        // To be asked is no mistake: what would change stands above the form.
        let problems = if typed.error("looked").is_some() { Vec::new() } else { typed.problems() };
        let title = format!("Scoring rule {}", project.rule.version);
        view! {
            {tabs(&owner, Tab::Settings, None)}
            <Problems problems=problems/>
            {newer(&typed, project.version, &facts)}
            {effects.as_ref().map(|effects| told(project, effects))}
            {form.map(|form| view! { <Sheet title>{form}</Sheet> })}
            {before(project, &former)}
        }
    });
    Ok(page
        .done(
            &asked,
            &[
                ("saved", "Saved. All drafts are scored with the new rule; what is frozen keeps its score."),
                ("same", "Nothing was changed: this rule holds already."),
            ],
        )
        .narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let saved = change_rule(&visit.state.db, &owner, version(&sent)?, &rule_form(&sent), service::now()).await?;
    let word = if saved.is_some() { "saved" } else { "same" };
    Ok(Done::at(format!("/projects/{}/settings/scoring?done={word}", owner.project().slug)))
}

fn rule_form(sent: &Values) -> RuleForm {
    let typed = |field: &'static str| sent.get(field).to_owned();
    RuleForm {
        colours: RuleForm::COLOURS.map(typed),
        levels: typed("levels"),
        letters: typed("letters"),
        places: typed("places"),
        target: typed("target"),
        caps: ScoringRule::CAP_FIELDS.map(typed),
        looked: typed("looked"),
    }
}

fn form(here: &str, project: &Project, facts: &[Fact], typed: &Fields, effects: Option<&Effects>) -> AnyView {
    let value = |name: &str| typed.value(name, facts.iter().find(|fact| fact.name == name).map_or("", |fact| fact.value.as_str()));
    let select = |name: &'static str, label: String| {
        let known = facts.iter().find(|fact| fact.name == name).map(|fact| fact.choices.clone()).unwrap_or_default();
        let choices = known.into_iter().map(|(value, words)| Choice::new(value, words)).collect();
        view! { <Select name label choices value=value(name) error=typed.error(name)/> }
    };
    let colours = RuleForm::COLOURS.into_iter().zip(["Green", "Yellow", "Red"]);
    let colours =
        colours.map(|(name, label)| view! { <TextInput name label value=value(name) error=typed.error(name) short=true required=true/> });
    let mut caps: Vec<_> = ScoringRule::CAP_FIELDS
        .into_iter()
        .zip(1_u8..)
        .map(|(name, tier)| {
            let tier = domain::blockers::Tier::try_from(tier).map_or_else(|_| tier.to_string(), |tier| project.words.tier(tier));
            select(name, tier)
        })
        .collect();
    let rarely = caps.split_off(TIERS_IN_SIGHT);
    let looked = effects.map(|effects| {
        let mark = effects.mark.clone();
        view! { <Checkbox name="looked" label="I have looked at what this rule changes" value=mark error=typed.error("looked")/> }
    });
    let (here, back) = (here.to_owned(), format!("/projects/{}/settings", project.slug));
    let press = if effects.is_some() { "Save the rule" } else { "Show what would change" };
    view! {
        <form method="post" action=here class="form">
            <HiddenInput name="version" value=project.version.0.to_string()/>
            <fieldset class="fieldset">
                <legend>"Traffic lights"</legend>
                <p class="hint">"What a category of this colour earns, in percent. Gray counts on neither side."</p>
                <div class="form-row wordrow">{colours.collect_view()}</div>
            </fieldset>
            {select("levels", "Levels".to_owned())}
            <TextInput name="letters" label="Letters" hint="Best first, two to twelve, separated by commas. They are evenly spaced from 100 % down to 0; a + or − moves by a third of a step." value=value("letters") error=typed.error("letters") required=true/>
            {select("places", "Rounding where a score is shown, half up".to_owned())}
            <TextInput name="target" label="Target of the overall score, in percent" value=value("target") error=typed.error("target") short=true optional=true/>
            <fieldset class="fieldset">
                <legend>"What an open blocker does to the verdict"</legend>
                <p class="hint">"A blocker that is waived does nothing."</p>
                <div class="form-row wordrow">{caps.into_iter().collect_view()}</div>
                <details class="fold"><summary>"Further tiers"</summary><div class="form-row wordrow">{rarely.into_iter().collect_view()}</div></details>
            </fieldset>
            {looked}
            <div class="form-actions"><Button kind=ButtonKind::Main>{press}</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
    .into_any()
}

/// What the rule in the form would change. Nothing is saved yet.
fn told(project: &Project, effects: &Effects) -> impl IntoView + use<> {
    let changed = effects.changes.iter().map(|change| {
        let (before, after) = (or_none(&change.before), or_none(&change.after));
        view! { <li>{format!("{}: {before} → {after}", change.field)}</li> }
    });
    let changed = changed.collect_view();
    let now = &project.rule;
    let score = |share: Option<&Share>| share.map_or_else(|| "no score".to_owned(), |share| now.rounded(share));
    let rows = effects.drafts.iter().map(|draft| {
        let href = format!("/projects/{}/assessments/{}", project.slug, draft.id);
        let (before, after) = (score(draft.before.as_ref()), score(draft.after.as_ref()));
        view! {
            <tr>
                <th scope="row"><a href=href>{draft.title.to_string()}</a></th>
                <Cell label="Now" figure=true>{before}</Cell>
                <Cell label="Then" figure=true>{after}</Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let drafts = if effects.drafts.is_empty() {
        view! { <p>"There is no draft whose score could change."</p> }.into_any()
    } else {
        view! {
            <Table caption="Scores of drafts" cards=true>
                <thead><tr><th scope="col">"Draft"</th><th scope="col" class="num">"Now"</th><th scope="col" class="num">"Then"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    let frozen = match effects.frozen {
        0 => "No assessment is frozen.".to_owned(),
        1 => "1 frozen assessment keeps its score and its rule.".to_owned(),
        many => format!("{many} frozen assessments keep their score and their rule."),
    };
    view! {
        <Notice kind=Kind::Warn title="What this rule would change">
            <ul>{changed}</ul>
            {drafts}
            <p>{frozen}" The trend marks where the rule changed. Nothing is saved yet."</p>
        </Notice>
    }
}

fn or_none(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { text.to_owned() }
}

/// The rules that held before, newest first, each with what the next one changed.
fn before(project: &Project, former: &[FormerRule]) -> impl IntoView + use<> {
    let next = std::iter::once(&project.rule).chain(former.iter().map(|former| &former.rule));
    let rows = former
        .iter()
        .zip(next)
        .map(|(old, next)| {
            let until = format!("until {}, changed by {}", old.changed_at, old.changed_by_name);
            let told = changes(&old.rule, next).into_iter().map(|change| {
                view! { <li>{format!("{}: {} → {}", change.field, or_none(&change.before), or_none(&change.after))}</li> }
            });
            let told = told.collect_view();
            view! {
                <li class="row"><div class="row-text">
                    <strong>{format!("Scoring rule {}", old.rule.version)}</strong>" "<span class="small muted">{until}</span>
                    <ul>{told}</ul>
                </div></li>
            }
        })
        .collect_view();
    (!former.is_empty()).then(|| view! { <Sheet title="Rules before"><ul class="rows">{rows}</ul></Sheet> })
}
