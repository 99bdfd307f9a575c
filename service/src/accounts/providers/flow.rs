//! To the provider and back: the authorization code flow with PKCE, state and nonce.

use super::discovery::{Metadata, Unknown};
use super::{Provider, Providers, claims};
use crate::ServiceError;
use domain::Timestamp;
use domain::accounts::Claims;
use domain::digest::sha256;
use domain::text::Slug;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, Client, ClientId, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdToken, IdTokenClaims, IdTokenFields, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse,
    TokenResponse as _, UserInfoClaims,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;
use std::sync::Arc;

/// How long somebody may take at the provider, in seconds.
const LIFE: i64 = 600;

/// The signatures that are taken: those by keys of the provider. One by the secret that both sides know proves less, and none nothing.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims beside the standard ones: groups have no standard name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Others {
    #[serde(flatten)]
    all: Map<String, Value>,
}

impl AdditionalClaims for Others {}

type Token = IdToken<Others, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type TokenFields =
    IdTokenFields<Others, EmptyExtraTokenFields, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Registered = Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<TokenFields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A way to a provider that somebody has begun; kept in the session until they come back, and used once.
#[derive(Clone, Serialize, Deserialize)]
pub struct Begun {
    provider: Slug,
    state: String,
    nonce: String,
    verifier: String,
    at: Timestamp,
}

impl fmt::Debug for Begun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Begun({}, …)", self.provider)
    }
}

/// What somebody brings back from a provider, as it stands in the address; what is missing is empty.
#[derive(Clone, Copy, Default)]
pub struct Answer<'a> {
    /// Says which way it ends.
    pub state: &'a str,
    /// To be exchanged for the token.
    pub code: &'a str,
    /// Why there is none.
    pub error: &'a str,
    /// Who answers (RFC 9207).
    pub issuer: &'a str,
}

/// Proof that a provider vouches for somebody: made of a checked ID token only.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vouched {
    pub(super) provider: Slug,
    pub(super) claims: Claims,
}

impl Vouched {
    /// By which provider.
    #[must_use]
    pub const fn provider(&self) -> &Slug {
        &self.provider
    }

    /// What it says.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }
}

/// Begins the way to a provider: the address to send the browser to, and what to keep in its session. With `anew`, the provider is to
/// ask for the password again.
///
/// # Errors
/// [`ServiceError::NotFound`] where there is no such provider, [`ServiceError::Refused`] where it cannot be asked for its addresses.
pub async fn begin(providers: &Providers, name: &str, anew: bool, now: Timestamp) -> Result<(String, Begun), ServiceError> {
    let (provider, cache) = providers.find(name)?;
    let metadata = cache.get(&providers.0.web, &provider.issuer).await.map_err(|error| unknown(provider, &error))?;
    let client = registered(providers, provider, &metadata)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let scopes = provider.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new);
    let request = client.authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random);
    let request = request.add_scopes(scopes).set_pkce_challenge(challenge);
    let request = if anew { request.add_prompt(CoreAuthPrompt::Login) } else { request };
    let (address, state, nonce) = request.url();
    let (state, nonce, verifier) = (state.into_secret(), nonce.secret().clone(), verifier.into_secret());
    Ok((address.into(), Begun { provider: provider.name.clone(), state, nonce, verifier, at: now }))
}

/// Takes what somebody brought back from a provider: whom it vouches for, and the ID token as it came. The caller has taken `begun` out
/// of the session, so that it counts once.
///
/// # Errors
/// [`ServiceError::Refused`] where anything is not as it has to be; the log has more.
pub async fn finish(
    providers: &Providers,
    name: &str,
    begun: Begun,
    answer: Answer<'_>,
    now: Timestamp,
) -> Result<(Vouched, String), ServiceError> {
    let (provider, cache) = providers.find(name)?;
    let late = now.seconds_since(begun.at) > LIFE;
    // Compared by their digests, whose time tells nothing of how much was right.
    if begun.provider != provider.name || late || sha256(begun.state.as_bytes()) != sha256(answer.state.as_bytes()) {
        return Err(not_begun());
    }
    let web = &providers.0.web;
    let metadata = cache.get(web, &provider.issuer).await.map_err(|error| unknown(provider, &error))?;
    check_issuer(provider, &metadata, answer.issuer)?;
    if !answer.error.is_empty() {
        // A word of RFC 6749, section 4.1.2.1; anybody can write another into the address.
        let known = answer.error.len() <= 40 && answer.error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        tracing::warn!(provider = %provider.name, error = if known { answer.error } else { "?" }, "a provider refused a sign-in");
        return Err(ServiceError::Refused(format!("“{}” did not let you in, or you did not go on there.", provider.label)));
    }
    let client = registered(providers, provider, &metadata)?;
    let exchange = client.exchange_code(AuthorizationCode::new(answer.code.to_owned()));
    let exchange = exchange.map_err(|error| failed(provider, "it has no token endpoint", &error))?;
    let response = exchange.set_pkce_verifier(PkceCodeVerifier::new(begun.verifier)).request_async(web).await;
    let response = response.map_err(|error| failed(provider, "the code was not exchanged", &error))?;
    let token = response.id_token().ok_or_else(|| failed(provider, "there is no ID token", &"missing"))?;
    let nonce = Nonce::new(begun.nonce);
    let (claims, client) = match checked(&client, &response, token, &nonce) {
        Err(Wrong::Key) => {
            // The provider may sign with a key that it has had for less than an hour.
            let metadata = cache.get_with_new_keys(web, &provider.issuer).await.map_err(|error| unknown(provider, &error))?;
            let client = registered(providers, provider, &metadata)?;
            (checked(&client, &response, token, &nonce).map_err(|error| failed(provider, "the ID token is wrong", &error))?, client)
        }
        checked => (checked.map_err(|error| failed(provider, "the ID token is wrong", &error))?, client),
    };
    let subject = claims.subject().clone();
    let mut said = vec![value(provider, &claims)?];
    if claims::incomplete(provider, &said[0])
        && let Ok(request) = client.user_info(response.access_token().clone(), Some(subject.clone()))
    {
        let info: Result<UserInfoClaims<Others, CoreGenderClaim>, _> = request.request_async(web).await;
        said.push(value(provider, &info.map_err(|error| failed(provider, "userinfo did not answer", &error))?)?);
    }
    let claims = claims::read(provider, &provider.issuer, subject.as_str(), &said);
    Ok((Vouched { provider: provider.name.clone(), claims }, token.to_string()))
}

/// Where to sign out at the provider that a session came from; `None` where that is not wanted, not offered, or cannot be found out.
pub async fn way_out(providers: &Providers, name: &str, id_token: &str) -> Option<String> {
    let (provider, cache) = providers.find(name).ok()?;
    if !provider.sign_out {
        return None;
    }
    let metadata = cache.get(&providers.0.web, &provider.issuer).await.ok()?;
    let mut address = metadata.additional_metadata().end_session_endpoint.as_ref()?.url().clone();
    let back = format!("{}/sign-in?done=signed-out", providers.0.public);
    let values = [("id_token_hint", id_token), ("client_id", &provider.client_id), ("post_logout_redirect_uri", &back)];
    address.query_pairs_mut().extend_pairs(values);
    Some(address.into())
}

fn registered(providers: &Providers, provider: &Provider, metadata: &Arc<Metadata>) -> Result<Registered, ServiceError> {
    let callback = RedirectUrl::new(providers.callback(provider)).map_err(|_| ServiceError::Internal("the public address is none"))?;
    let (id, secret) = (ClientId::new(provider.client_id.clone()), provider.client_secret.clone());
    let client = Registered::from_provider_metadata(Metadata::clone(metadata), id, secret).set_redirect_uri(callback);
    // Without a word of the provider it is the header (OpenID Connect Discovery 1.0, section 3).
    let methods = metadata.token_endpoint_auth_methods_supported();
    let in_body = methods.is_some_and(|methods| {
        methods.contains(&CoreClientAuthMethod::ClientSecretPost) && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
    });
    Ok(if in_body { client.set_auth_type(AuthType::RequestBody) } else { client })
}

/// Against mix-up: the one who answers is the one who was asked (RFC 9207, section 2.4).
fn check_issuer(provider: &Provider, metadata: &Metadata, issuer: &str) -> Result<(), ServiceError> {
    let promised = metadata.additional_metadata().authorization_response_iss_parameter_supported == Some(true);
    let fits = if issuer.is_empty() { !promised } else { issuer == provider.issuer };
    if fits { Ok(()) } else { Err(failed(provider, "another issuer answered", &"RFC 9207")) }
}

/// What is wrong with an ID token.
#[derive(Debug, thiserror::Error)]
enum Wrong {
    #[error("no known key has signed it")]
    Key,
    #[error("{0}")]
    Claims(ClaimsVerificationError),
    #[error("it is for another party")]
    Party,
    #[error("it belongs to another access token")]
    AccessToken,
}

type Checked = IdTokenClaims<Others, CoreGenderClaim>;

/// OpenID Connect Core 1.0, sections 3.1.3.7 and 3.1.3.8.
fn checked(
    client: &Registered,
    response: &StandardTokenResponse<TokenFields, CoreTokenType>,
    token: &Token,
    nonce: &Nonce,
) -> Result<Checked, Wrong> {
    use openidconnect::SignatureVerificationError::{CryptoError, NoMatchingKey};
    let verifier = client.id_token_verifier().set_allowed_algs(SIGNATURES);
    let claims = token.claims(&verifier, nonce).map_err(|error| match error {
        ClaimsVerificationError::SignatureVerification(NoMatchingKey | CryptoError(_)) => Wrong::Key,
        other => Wrong::Claims(other),
    })?;
    // The library leaves this to its users.
    if claims.authorized_party().is_some_and(|party| party != client.client_id()) {
        return Err(Wrong::Party);
    }
    if let Some(hash) = claims.access_token_hash() {
        let signed = |error| Wrong::Claims(ClaimsVerificationError::SignatureVerification(error));
        let (algorithm, key) = (token.signing_alg().map_err(signed)?, token.signing_key(&verifier).map_err(signed)?);
        let right = AccessTokenHash::from_token(response.access_token(), algorithm, key).map_err(|_| Wrong::AccessToken)?;
        if right != *hash {
            return Err(Wrong::AccessToken);
        }
    }
    Ok(claims.clone())
}

fn value(provider: &Provider, claims: &impl Serialize) -> Result<Value, ServiceError> {
    serde_json::to_value(claims).map_err(|error| failed(provider, "its claims cannot be read", &error))
}

/// One answer, whichever of the three is wrong.
fn not_begun() -> ServiceError {
    ServiceError::Refused("This sign-in was not begun in this browser, was finished already, or took too long. Please begin again.".into())
}

impl Begun {
    /// The answer where nothing was begun in this browser.
    #[must_use]
    pub fn missing() -> ServiceError {
        not_begun()
    }
}

fn unknown(provider: &Provider, error: &Unknown) -> ServiceError {
    tracing::error!(provider = %provider.name, error = error as &dyn std::error::Error, "a provider of sign-in cannot be asked what it offers");
    provider.unreachable()
}

fn failed(provider: &Provider, what: &str, error: &dyn fmt::Display) -> ServiceError {
    tracing::warn!(provider = %provider.name, %error, "a sign-in by a provider failed: {what}");
    provider.unreachable()
}
