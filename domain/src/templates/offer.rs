//! What a newer version of a template offers to an audit that was made with an older one.

use super::compare::{Difference, Part, Placed, categories, criteria, diff, items, placed};
use super::make::{item, label};
use super::pairs::{Pairs, folded, pair};
use super::{Material, Template, TemplateCategory, TemplateCriterion, TemplateItem};
use crate::assessments::Category;
use crate::checklists::{Checklist, Item};
use crate::criteria::Criterion;
use crate::ids::{CategoryId, CriterionId, ItemId};
use crate::records::{Change, Described};
use crate::text::Title;
use serde::{Deserialize, Serialize};

/// One thing to take over or to leave. Nothing is taken over by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Offer {
    /// The newer version has it, the older one had not, and it is not there by that name either.
    Add {
        /// What to add.
        piece: Piece,
    },
    /// The newer version has it otherwise.
    Change {
        /// What it is about.
        standing: Standing,
        /// What that is called now.
        name: Title,
        /// Fields that still are as the older version had them: taking these over undoes nobody's work.
        changes: Vec<Change>,
        /// Fields that the team has changed itself, from its own value to that of the newer version.
        own: Vec<Change>,
    },
    /// The newer version has it no more. Whether it still makes sense here, the team knows.
    Drop {
        /// What it is about.
        standing: Standing,
        /// What that is called now.
        name: Title,
    },
    /// A gate differs; which gates a project has is settled with the project.
    Gate {
        /// How.
        difference: Difference,
    },
}

/// Something to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// A category to rate.
    Category(TemplateCategory),
    /// An item.
    Item {
        /// The checklist it belongs in, by name; to be made where there is none.
        checklist: Title,
        /// The item.
        item: TemplateItem,
    },
    /// A criterion.
    Criterion(TemplateCriterion),
}

/// Something that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A category of the assessment.
    Category(CategoryId),
    /// An item of the project.
    Item(ItemId),
    /// A criterion of the project.
    Criterion(CriterionId),
}

/// What `newer` offers to what was made with `older` and stands as `present` now. What is there is known by its name, as either version has
/// it; what the team has taken out is not offered again unless it is new. Only what differs between the two versions is offered.
#[must_use]
pub fn offers(older: &Template, newer: &Template, present: &Material<'_>) -> Vec<Offer> {
    let (old, new) = (older.parts(), newer.parts());
    let (old_items, new_items) = (placed(&old.checklists), placed(&new.checklists));
    let there: Vec<Kept<'_>> = present.checklists.iter().flat_map(|(list, items)| items.iter().map(move |it| (list, it))).collect();
    let gates = diff(older, newer).differences.into_iter().filter(|difference| difference.part == Part::Gate);
    [
        of_kind(&categories(&old.categories, &new.categories), present.categories, &CATEGORY),
        of_kind(&items(&old_items, &new_items), &there, &items_of()),
        of_kind(&criteria(&old.criteria, &new.criteria), present.criteria, &CRITERION),
        gates.map(|difference| Offer::Gate { difference }).collect(),
    ]
    .concat()
}

/// An item of the project and where it stands.
type Kept<'a> = (&'a Checklist, &'a Item);

/// What one kind of part has of its own.
struct Kind<Made, There> {
    /// By what a part of a template is known among what is there.
    made_name: fn(&Made) -> &str,
    there_name: fn(&There) -> &Title,
    standing: fn(&There) -> Standing,
    piece: fn(&Made) -> Piece,
    /// Before, after, and as it is there: the fields that differ between the versions.
    fields: fn(&Made, &Made, &There) -> Vec<Field>,
}

/// A field that differs between two versions, and what it is now.
struct Field {
    change: Change,
    now: String,
}

const CATEGORY: Kind<TemplateCategory, Category> = Kind {
    made_name: |made| made.name.as_str(),
    there_name: |there| &there.name,
    standing: |there| Standing::Category(there.id),
    piece: |made| Piece::Category(made.clone()),
    // An assessment keeps neither key, scale nor guidance of its own: they are those of its template.
    fields: |old, new, there| fields(old, new, &TemplateCategory { name: there.name.clone(), weight: there.weight, ..old.clone() }),
};

const fn items_of<'made, 'there>() -> Kind<Placed<'made>, Kept<'there>> {
    Kind {
        made_name: |made| made.item.text.as_str(),
        there_name: |there| &there.1.text,
        standing: |there| Standing::Item(there.1.id),
        piece: |made| Piece::Item { checklist: made.list.clone(), item: made.item.clone() },
        fields: |old, new, there| {
            let list = (folded(old.list.as_str()) != folded(new.list.as_str())).then(|| Field {
                change: Change { field: "Checklist".to_owned(), before: old.list.to_string(), after: new.list.to_string() },
                now: there.0.title.to_string(),
            });
            list.into_iter().chain(fields(old.item, new.item, &item(there.1))).collect()
        },
    }
}

const CRITERION: Kind<TemplateCriterion, Criterion> = Kind {
    made_name: |made| made.text.as_str(),
    there_name: |there| &there.text,
    standing: |there| Standing::Criterion(there.id),
    piece: |made| Piece::Criterion(made.clone()),
    fields: |old, new, there| fields(old, new, &TemplateCriterion { label: label(there), text: there.text.clone() }),
};

fn of_kind<Made, There>(versions: &Pairs<'_, Made>, present: &[There], kind: &Kind<Made, There>) -> Vec<Offer> {
    let name = |there: &There| Some(folded((kind.there_name)(there).as_str()));
    let made = |made: &Made| folded((kind.made_name)(made));
    let both = pair(
        &versions.both,
        present,
        &[(&|(old, _): &(&Made, &Made)| Some(made(old)), &name), (&|(_, new): &(&Made, &Made)| Some(made(new)), &name)],
    );
    let changed = both.both.iter().filter_map(|((old, new), there)| change(kind, old, new, there));
    let known: std::collections::HashSet<String> = present.iter().filter_map(name).collect();
    let added = versions.fresh.iter().filter(|new| !known.contains(&made(new))).map(|new| Offer::Add { piece: (kind.piece)(new) });
    let gone = pair(&versions.gone, &both.fresh, &[(&|old: &&Made| Some(made(old)), &|there: &&There| name(there))]);
    let dropped =
        gone.both.iter().map(|(_, there)| Offer::Drop { standing: (kind.standing)(there), name: (kind.there_name)(there).clone() });
    changed.chain(added).chain(dropped).collect()
}

fn change<Made, There>(kind: &Kind<Made, There>, old: &Made, new: &Made, there: &There) -> Option<Offer> {
    let (kept, own): (Vec<Field>, Vec<Field>) = (kind.fields)(old, new, there)
        .into_iter()
        .filter(|field| field.now != field.change.after)
        .partition(|field| field.now == field.change.before);
    let changes: Vec<Change> = kept.into_iter().map(|field| field.change).collect();
    let own: Vec<Change> = own.into_iter().map(|field| Change { before: field.now, ..field.change }).collect();
    let offered = !changes.is_empty() || !own.is_empty();
    offered.then(|| Offer::Change { standing: (kind.standing)(there), name: (kind.there_name)(there).clone(), changes, own })
}

fn fields(old: &impl Described, new: &impl Described, there: &impl Described) -> Vec<Field> {
    let versions = old.facts().into_iter().zip(new.facts()).zip(there.facts());
    versions
        .filter(|((old, new), _)| old.value != new.value)
        .map(|((old, new), now)| Field {
            change: Change { field: old.label.to_owned(), before: old.words(&old.value), after: new.words(&new.value) },
            now: now.words(&now.value),
        })
        .collect()
}
