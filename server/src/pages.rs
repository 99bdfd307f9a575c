//! The one place that knows the application floor.

use std::sync::Arc;

use app::AppState;
use axum::Router;
use service::Db;
use service::accounts::providers::Providers;
use service::accounts::{Hasher, SetupCode};
use service::keys::Keys;

use crate::assets;
use crate::config::Config;

/// All pages, forms and server functions. They need the session layer around them.
pub fn router(config: &Config, db: Db, hasher: Hasher, keys: Arc<Keys>, setup: Option<Arc<SetupCode>>) -> Router {
    let site = format!("holdpoint.{}", assets::HASH).into();
    let (mailer, secure, public) = (config.mailer(), config.public_url.is_https(), config.public_url.origin().into());
    let providers = Providers::new(config.oidc_providers.list().to_vec(), config.public_url.origin());
    app::router(AppState { db, hasher, keys, mailer, providers, setup, secure, public, site })
}
