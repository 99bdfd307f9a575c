//! One router of pages, files and probes, and around it what every request passes.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use service::Db;
use service::keys::Keys;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::trace::TraceLayer;

use crate::config::Config;
use crate::health::{self, Health, Stopping};
use crate::layers::{client, cookies, cors, explain, headers, limits, origin, request_id, time_limit, too_large, trace};
use crate::{assets, sessions};

/// Puts the pages behind limits and sessions, adds files and probes, which are free, and wraps all of it.
pub fn build(config: &Config, db: Db, keys: Arc<Keys>, stopping: Stopping, pages: Router) -> Router {
    let limits = Arc::new(limits::Limits::of(config));
    let pages = pages.layer(sessions::layer(db.clone(), keys, config)).layer(from_fn_with_state(limits, limits::hold_back));
    let all = pages.merge(health::routes(Health { db, stopping })).fallback(assets::serve::<assets::Site>);
    protected(config, all)
}

/// What every request passes, from the outside in. The order matters: what is outside also holds for the answers of what is inside.
pub fn protected(config: &Config, inner: Router) -> Router {
    let public = Arc::new(config.public_url.clone());
    let proxies = Arc::new(config.trusted_proxy.clone());
    let foreign = Arc::new(config.cors_origins.clone());
    let limit = usize::try_from(config.body_limit_bytes.get()).unwrap_or(usize::MAX);
    let time = Duration::from_secs(config.request_timeout_seconds.get().into());
    let panicked = |panic: Box<dyn std::any::Any + Send>| explain::panicked(panic.as_ref());
    inner.layer(
        ServiceBuilder::new()
            .layer(from_fn(request_id::name_request))
            .layer(TraceLayer::new_for_http().make_span_with(trace::span).on_request(()).on_response(trace::answered).on_failure(()))
            .layer(from_fn_with_state(Arc::clone(&public), headers::protect))
            .layer(from_fn(cookies::secure_removal))
            .layer(from_fn_with_state(foreign, cors::admit))
            .layer(from_fn(explain::bare_errors))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(time, time_limit::give_up_after))
            .layer(from_fn_with_state(public, origin::check))
            .layer(from_fn_with_state(proxies, client::note))
            .layer(from_fn_with_state(limit, too_large::refuse))
            // One limit for all bodies instead of axum's own, which only some extractors heed.
            .layer(DefaultBodyLimit::disable())
            .layer(RequestBodyLimitLayer::new(limit)),
    )
}
