//! The one place that knows the application floor.

use std::sync::Arc;

use app::AppState;
use axum::Router;
use service::Db;
use service::accounts::{Hasher, SetupCode};
use service::keys::Keys;

use crate::assets;
use crate::config::Config;

/// All pages, forms and server functions. They need the session layer around them.
pub fn router(config: &Config, db: Db, hasher: Hasher, keys: Arc<Keys>, setup: Option<Arc<SetupCode>>) -> Router {
    let site = format!("holdpoint.{}", assets::HASH).into();
    let mailer = config.mailer();
    app::router(AppState {
        db,
        hasher,
        keys,
        mailer,
        setup,
        secure: config.public_url.is_https(),
        public: config.public_url.origin().into(),
        site,
    })
}
