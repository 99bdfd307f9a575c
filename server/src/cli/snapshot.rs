//! `holdpoint verify-snapshot`: a downloaded document checked without the installation it comes from.

use std::path::Path;

use anyhow::Context as _;
use domain::assessments::{Snapshot, seal};
use service::ServiceError;

/// Says what the document is, or what is wrong with it.
pub(super) fn verify(file: &Path, expected: Option<&str>) -> anyhow::Result<()> {
    let document = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    print!("{}", told(&document, expected)?);
    Ok(())
}

fn told(document: &str, expected: Option<&str>) -> Result<String, ServiceError> {
    let digest = seal(document);
    if let Some(expected) = expected.map(str::trim).filter(|expected| !expected.eq_ignore_ascii_case(&digest)) {
        let message = format!("The document has another digest: {digest}, not {expected}. It is not the one that was sealed.");
        return Err(ServiceError::Refused(message));
    }
    let kept = Snapshot::read(document).map_err(|error| ServiceError::Refused(format!("{error}.")))?;
    let score = match (&kept.score.percent, &kept.score.overall) {
        (Some(percent), Some(fraction)) => format!("{percent} %, exactly {fraction}"),
        _ => "none".to_owned(),
    };
    let date = kept.assessment.date.map_or_else(|| "not stated".to_owned(), |date| date.to_string());
    let known = if expected.is_some() { "as expected" } else { "compare it with the one that was noted" };
    Ok(format!(
        "SHA-256     {digest} ({known})\nProject     {} ({})\nAssessment  {}\nDate        {date}\nFrozen by   {} on {}\n\
         Score       {score}; {} of {} categories rated\nThe document is whole, and its score follows from its rows.\n",
        kept.project.name,
        kept.project.slug,
        kept.assessment.title,
        kept.frozen.by_name,
        kept.frozen.at,
        kept.score.rated,
        kept.score.applicable
    ))
}
