//! What is in a template, in words.

use crate::overview::prose;
use crate::ui::{Cell, EmptyState, Kind, Sheet, Status, Table};
use domain::gates::Gate;
use domain::templates::{Template, TemplateCategory, TemplateChecklist, TemplateCriterion, TemplateItem};
use leptos::prelude::*;

/// Everything in it, kind by kind.
pub(super) fn contents(template: &Template) -> impl IntoView + use<> {
    let parts = template.parts();
    let empty = parts.categories.is_empty() && parts.checklists.is_empty() && parts.criteria.is_empty() && parts.gates.is_empty();
    let nothing = empty.then(|| {
        let text = "It has a name, and neither categories nor checklists, criteria or gates.";
        view! { <EmptyState title="Nothing is in it yet" text/> }
    });
    view! { {nothing} {categories(&parts.categories)} {checklists(&parts.checklists)} {criteria(&parts.criteria)} {gates(&parts.gates)} }
}

fn categories(found: &[TemplateCategory]) -> impl IntoView + use<> {
    (!found.is_empty()).then(|| {
        let weighted = found.iter().any(|category| category.weight.is_some());
        let rows = found.iter().map(|row| category(row, weighted)).collect_view();
        let even = (!weighted).then(|| view! { <p class="small muted">"No category has a weight: all count alike."</p> });
        view! {
            <Sheet title="Categories" count=found.len().to_string()>
                {even}
                <Table caption="Categories" cards=true>
                    <thead><tr>
                        <th scope="col">"Category"</th>
                        {weighted.then(|| view! { <th scope="col" class="num">"Weight"</th> })}
                        <th scope="col">"Rated in"</th><th scope="col">"Guidance"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Sheet>
        }
    })
}

fn category(row: &TemplateCategory, weighted: bool) -> impl IntoView + use<> {
    let (name, scale) = (row.name.to_string(), row.scale.to_string());
    let weight = row.weight.map_or_else(|| "–".to_owned(), |weight| weight.to_string());
    let guidance = if row.guidance.is_empty() {
        view! { <span class="hint">"none"</span> }.into_any()
    } else {
        let (text, more) = (prose(&row.guidance), format!(" for {}", row.name));
        view! { <details class="fold"><summary>"Guidance"<span class="unseen">{more}</span></summary><div class="fold-body">{text}</div></details> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            {weighted.then(|| view! { <Cell label="Weight" figure=true>{weight}</Cell> })}
            <Cell label="Rated in">{scale}</Cell>
            <Cell label="Guidance">{guidance}</Cell>
        </tr>
    }
}

fn checklists(found: &[TemplateChecklist]) -> impl IntoView + use<> {
    (!found.is_empty()).then(|| {
        let lists = found
            .iter()
            .map(|list| {
                let rows = list.items.iter().map(item).collect_view();
                view! { <h3>{list.title.to_string()}<span class="count">{list.items.len()}</span></h3><ul class="rows">{rows}</ul> }
            })
            .collect_view();
        view! { <Sheet title="Checklists" count=found.len().to_string()>{lists}</Sheet> }
    })
}

fn item(row: &TemplateItem) -> impl IntoView + use<> {
    let blocking = row.blocking.then(|| view! { <Status kind=Kind::Bad text="blocking"/> });
    let (text, detail) = (row.text.to_string(), prose(&row.detail));
    view! { <li class="row"><div class="row-head"><span class="row-title">{text}</span>{blocking}</div>{detail}</li> }
}

fn criteria(found: &[TemplateCriterion]) -> impl IntoView + use<> {
    (!found.is_empty()).then(|| {
        let rows = found
            .iter()
            .map(|row| {
                let label = row.label.as_ref().map(|label| format!("{label}. ")).unwrap_or_default();
                view! { <li class="row"><span class="row-title">{format!("{label}{}", row.text)}</span></li> }
            })
            .collect_view();
        view! { <Sheet title="Acceptance criteria" count=found.len().to_string()><ul class="rows">{rows}</ul></Sheet> }
    })
}

fn gates(found: &[Gate]) -> impl IntoView + use<> {
    (!found.is_empty()).then(|| {
        let gates = found
            .iter()
            .map(|gate| {
                let rules = gate.rules.iter().map(|rule| view! { <li>{rule.to_string()}</li> }).collect_view();
                let target = gate.target.map(|target| view! { <p class="small muted">{format!("The team aims at {target} overall.")}</p> });
                let heading = format!("{} ({})", gate.name, gate.goal);
                let none = gate.rules.is_empty().then(|| view! { <p class="small muted">"No rules: a person decides."</p> });
                view! { <h3>{heading}</h3>{target}{none}<ul class="template-rules">{rules}</ul> }
            })
            .collect_view();
        view! { <Sheet title="What each goal demands" count=found.len().to_string()>{gates}</Sheet> }
    })
}
