//! Ratings and links as words, and back.

use super::inline::{escape, unescape};
use super::value::decimal;
use crate::assessments::{Points, Rag, Rating};
use crate::links::{Link, Links};

const NOT_RATED: &str = "not rated";

/// A rating with its kind in front, so that no letter is taken for a colour.
pub(super) fn rating_words(rating: &Rating) -> String {
    match rating {
        Rating::Points(points) => format!("points {}/{}", points.value(), points.max()),
        Rating::Rag { colour } => colour.as_str().to_owned(),
        Rating::Level { reached, of } => format!("level {reached} of {of}"),
        Rating::Letter { letter } => format!("letter {}", escape(letter)),
        Rating::NotApplicable { reason } => format!("not applicable: {}", escape(reason)),
        Rating::NotRated => NOT_RATED.to_owned(),
    }
}

/// The rating that such words name.
pub(super) fn read_rating(line: &str) -> Option<Rating> {
    if line == NOT_RATED {
        return Some(Rating::NotRated);
    }
    if let Some(reason) = line.strip_prefix("not applicable: ") {
        return Some(Rating::NotApplicable { reason: unescape(reason) });
    }
    match line.split_once(' ') {
        None => line.parse().ok().map(|colour: Rag| Rating::Rag { colour }),
        Some(("letter", letter)) => Some(Rating::Letter { letter: unescape(letter) }),
        Some(("level", steps)) => {
            let (reached, of) = steps.split_once(" of ")?;
            let (reached, of) = (reached.parse().ok()?, of.parse().ok()?);
            (of >= 1 && reached <= of).then_some(Rating::Level { reached, of })
        }
        Some(("points", points)) => {
            let (value, max) = points.split_once('/')?;
            Points::new(decimal(value)?, decimal(max)?).ok().map(Rating::Points)
        }
        Some(_) => None,
    }
}

/// Links, one in a line.
pub(super) fn links_words(links: &Links) -> String {
    let each: Vec<String> = links.as_slice().iter().map(Link::to_string).collect();
    escape(&each.join("\n"))
}

/// The links that such words name.
pub(super) fn read_links(line: &str) -> Option<Links> {
    let links: Option<Vec<Link>> = unescape(line).lines().map(|link| link.parse().ok()).collect();
    links.filter(|links| !links.is_empty()).and_then(|links| links.try_into().ok())
}
