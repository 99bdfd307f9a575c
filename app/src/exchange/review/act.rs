//! Corrections as forms send them, and the list of those that were made.

use super::{Asked, one_button};
use crate::frame::{Done, PageError, Values, Visit};
use crate::ui::Sheet;
use domain::Version;
use domain::exchange::review::{Correction, Field, Headline, Kind, Spot};
use domain::ids::SourceId;
use leptos::prelude::*;
use service::ServiceError;
use service::exchange::Preview;
use std::collections::BTreeMap;

/// Takes one correction, or takes one back.
pub(in crate::exchange) async fn correct(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let importer = visit.viewer().await?.importer()?;
    let (db, source) = (&visit.state.db, visit.id::<SourceId>("source")?);
    let version: Version = sent.get("version").parse().map_err(|_| broken())?;
    let word = if let Some(at) = sent.find("number") {
        let at = at.parse().map_err(|_| broken())?;
        service::exchange::take_back(db, &importer, source, version, at).await?;
        "taken-back"
    } else {
        service::exchange::correct(db, &importer, source, version, correction(&sent)?).await?;
        "corrected"
    };
    let kind = Kind::from_word(visit.query("kind")).map(|kind| format!("&kind={}", kind.as_str())).unwrap_or_default();
    // A record that still is what it was stays chosen.
    let stays = sent.find("instead").is_none() && matches!(sent.get("do"), "say" | "confirm");
    let record = visit.query("record").parse::<Spot>().ok().filter(|_| stays);
    let record = record.map(|spot| format!("&record={spot}#record")).unwrap_or_default();
    Ok(Done::at(format!("{}?done={word}{kind}{record}", visit.path)))
}

fn broken() -> ServiceError {
    ServiceError::Invalid { field: "", message: "The form was incomplete. Reload the page and try again.".into() }
}

fn correction(sent: &Values) -> Result<Correction, ServiceError> {
    let at: Vec<Spot> = sent.0.iter().filter(|(name, _)| name == "at").filter_map(|(_, spot)| spot.parse().ok()).collect();
    let one = || at.first().copied().ok_or_else(broken);
    let chosen = || -> Result<Vec<Spot>, ServiceError> {
        let none = || ServiceError::Invalid { field: "", message: "Tick at least one record first.".into() };
        if at.is_empty() { Err(none()) } else { Ok(at.clone()) }
    };
    Ok(match sent.find("instead").unwrap_or_else(|| sent.get("do")) {
        "become" => Correction::Become { at: chosen()?, kind: Kind::from_word(sent.get("kind")).ok_or_else(broken)? },
        "drop" => Correction::Become { at: chosen()?, kind: Kind::Note },
        "merge" => Correction::Merge { at: chosen()? },
        "confirm" => Correction::Confirm { at: chosen()? },
        "split" => Correction::Split { at: one()?, into: sent.get("into").lines().map(str::to_owned).collect() },
        "head" => Correction::Head { what: Headline::from_word(sent.get("what")).ok_or_else(broken)?, text: sent.get("text").to_owned() },
        "say" => {
            let known = Field::ALL.iter().filter_map(|field| Some((*field, sent.find(&format!("f-{}", field.as_str()))?.to_owned())));
            Correction::Say { at: one()?, fields: known.collect::<BTreeMap<_, _>>() }
        }
        _ => return Err(broken()),
    })
}

/// All corrections in their order, each with a way back.
pub(super) fn log(preview: &Preview, asked: &Asked) -> Option<impl IntoView + use<>> {
    let all = &preview.source.corrections;
    if all.is_empty() {
        return None;
    }
    let rows = all.iter().enumerate().map(|(at, correction)| {
        let idle = preview.idle.contains(&at).then(|| view! { <span class="muted">" (finds nothing to correct any more)"</span> });
        let back = one_button(&asked.action(), preview, "take-back", vec![("number", at.to_string())], "Take back");
        view! { <li class="row"><span class="row-text">{told(correction)}{idle}</span>{back}</li> }
    });
    let rows = rows.collect_view();
    Some(view! { <Sheet title="Corrections" count=all.len().to_string()><ol class="rows">{rows}</ol></Sheet> })
}

fn told(correction: &Correction) -> String {
    let named = |at: &[Spot]| {
        let first: Vec<String> = at.iter().take(3).map(|spot| format!("{} on line {}", spot.kind.noun(), spot.line)).collect();
        let more = at.len().checked_sub(3).filter(|more| *more > 0).map(|more| format!(" and {more} more")).unwrap_or_default();
        format!("{}{more}", first.join(", "))
    };
    match correction {
        Correction::Become { at, kind: Kind::Note } => format!("Dropped: {}", named(at)),
        Correction::Become { at, kind } => format!("Made a {}: {}", kind.noun(), named(at)),
        Correction::Say { at, fields } => {
            let fields: Vec<&str> = fields.keys().map(|field| at.kind.label(*field)).collect();
            format!("Corrected: {} ({})", named(&[*at]), fields.join(", "))
        }
        Correction::Merge { at } => format!("Merged: {}", named(at)),
        Correction::Split { at, into } => format!("Split into {}: {}", into.len(), named(&[*at])),
        Correction::Confirm { at } => format!("Found right: {}", named(at)),
        Correction::Head { what, text } if text.is_empty() => format!("{}: taken away", what.label()),
        Correction::Head { what, text } => format!("{}: {text}", what.label()),
    }
}
