//! What a provider says of itself, and its keys: asked for once an hour, and when a key is missing.

use super::web::{Web, WebError, is_safe};
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{AdditionalProviderMetadata, DiscoveryError, EndSessionUrl, IssuerUrl, ProviderMetadata};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How long an answer is believed.
const FRESH: Duration = Duration::from_hours(1);
/// How long nobody asks again after a failure: a button that anybody can press must not become a flood.
const PAUSE: Duration = Duration::from_secs(5);
/// How often a missing key is reason to ask.
const KEYS_PAUSE: Duration = Duration::from_mins(1);

/// What stands in the document beside what OpenID Connect Discovery 1.0 names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Beside {
    /// OpenID Connect RP-Initiated Logout 1.0.
    pub(super) end_session_endpoint: Option<EndSessionUrl>,
    /// RFC 9207, section 3.
    pub(super) authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for Beside {}

pub(super) type Metadata = ProviderMetadata<
    Beside,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Why a provider is not known.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unknown {
    #[error("{0}")]
    Discovery(#[from] DiscoveryError<WebError>),
    #[error("the document has no token endpoint, or leads browsers to an address that is neither https nor on this machine")]
    Unusable,
    #[error("it could not be asked a moment ago")]
    Pause,
}

/// What was asked for last.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    known: Option<(Instant, Arc<Metadata>)>,
    failed: Option<Instant>,
    keys_asked: Option<Instant>,
}

impl Cache {
    /// What the provider says of itself. Whoever comes while somebody asks waits for the same answer.
    pub(super) async fn get(&self, web: &Web, issuer: &str) -> Result<Arc<Metadata>, Unknown> {
        let mut kept = self.0.lock().await;
        match &kept.known {
            Some((at, metadata)) if at.elapsed() < FRESH => Ok(Arc::clone(metadata)),
            _ => kept.ask(web, issuer).await,
        }
    }

    /// The same with keys that are newer, where it was not asked for such a moment ago.
    pub(super) async fn get_with_new_keys(&self, web: &Web, issuer: &str) -> Result<Arc<Metadata>, Unknown> {
        let mut kept = self.0.lock().await;
        if kept.keys_asked.is_some_and(|at| at.elapsed() < KEYS_PAUSE) {
            return Err(Unknown::Pause);
        }
        kept.keys_asked = Some(Instant::now());
        kept.ask(web, issuer).await
    }
}

impl Kept {
    async fn ask(&mut self, web: &Web, issuer: &str) -> Result<Arc<Metadata>, Unknown> {
        if self.failed.is_some_and(|at| at.elapsed() < PAUSE) {
            return Err(Unknown::Pause);
        }
        // For a request that is given up half-way.
        self.failed = Some(Instant::now());
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(DiscoveryError::UrlParse)?;
        let metadata = Metadata::discover_async(issuer, web).await?;
        let leads = [
            Some(metadata.authorization_endpoint().url()),
            metadata.additional_metadata().end_session_endpoint.as_ref().map(EndSessionUrl::url),
        ];
        if metadata.token_endpoint().is_none() || !leads.into_iter().flatten().all(is_safe) {
            return Err(Unknown::Unusable);
        }
        let metadata = Arc::new(metadata);
        *self = Self { known: Some((Instant::now(), Arc::clone(&metadata))), failed: None, keys_asked: self.keys_asked };
        Ok(metadata)
    }
}
