//! The pictures themselves.

use crate::frame::{SANDBOX, Visit};
use axum::response::{IntoResponse as _, Response};
use domain::blockers::Tier;
use domain::digest::sha256;
use domain::exports::badge;
use domain::scoring::Share;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderName, StatusCode};
use service::ServiceError;
use service::badges::{self, Badges};

/// How long a picture may be shown without asking again: pages that show it are looked at more often than it changes.
const FRESH: &str = "public, max-age=300, stale-while-revalidate=600";
/// Other pages show it: that is what it is for.
const SHARED: (HeaderName, &str) = (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");

pub(super) async fn score(visit: Visit, headers: HeaderMap) -> Response {
    answer(&visit, &headers, |of| {
        let audits = &of.standing.audits;
        let score = audits.score.or(audits.stated).and_then(|score| Share::of(score.into(), 10_000.into()));
        let target = of.project.rule.target.and_then(|target| Share::of(target, 100.into()));
        Some(badge::score(score.as_ref(), target.as_ref()))
    })
    .await
}

pub(super) async fn blockers(visit: Visit, headers: HeaderMap) -> Response {
    answer(&visit, &headers, |of| {
        let open = &of.standing.open;
        let counts = (1_u8..).zip([open.first, open.second, open.others]);
        let counts = counts.filter_map(|(tier, count)| Some((Tier::try_from(tier).ok()?, u64::try_from(count).ok()?)));
        Some(badge::blockers(counts))
    })
    .await
}

pub(super) async fn goal(visit: Visit, headers: HeaderMap) -> Response {
    let asked = visit.param("goal").strip_suffix(".svg").unwrap_or_default().to_owned();
    answer(&visit, &headers, |of| {
        let goal = of.standing.verdicts.iter().find(|verdict| verdict.goal.as_str() == asked)?;
        Some(badge::verdict(&goal.name, goal.verdict))
    })
    .await
}

async fn answer(visit: &Visit, headers: &HeaderMap, draw: impl FnOnce(&Badges) -> Option<String>) -> Response {
    let drawn = async {
        let shown = badges::shown(&visit.state.db, visit.param("slug")).await?;
        let read = badges::read(&visit.state.db, shown).await?;
        draw(&read).ok_or(ServiceError::NotFound)
    };
    match drawn.await {
        Ok(svg) => picture(svg, headers),
        // Bare: whoever shows a picture has no use for a page.
        Err(ServiceError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, "a badge could not be drawn");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn picture(svg: String, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", &sha256(svg.as_bytes())[..24]);
    let known = headers.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).is_some_and(|tags| tags.contains(&tag));
    let all = [
        (CONTENT_TYPE, "image/svg+xml; charset=utf-8"),
        (CACHE_CONTROL, FRESH),
        (CONTENT_SECURITY_POLICY, SANDBOX),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        SHARED,
        (ETAG, tag.as_str()),
    ];
    if known { (StatusCode::NOT_MODIFIED, all).into_response() } else { (all, svg).into_response() }
}
