//! A provider of OpenID Connect, as small as it can be, that signs what it is told to.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as BASE64};
use ring::digest::{SHA256, digest};
use ring::hmac;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

pub(super) const CLIENT: &str = "holdpoint";
pub(super) const SECRET: &str = "the secret of this installation";
const ACCESS: &str = "an access token";

type Pairs = BTreeMap<String, String>;

/// How an ID token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signed {
    Right,
    /// Another key, which claims to be the same.
    Forged,
    /// `alg` is `none`.
    Not,
    /// With the secret of the client.
    BySecret,
}

/// A provider that serves until the test ends.
#[derive(Clone)]
pub(super) struct Provider(Arc<Inner>);

struct Inner {
    issuer: String,
    now: Mutex<Now>,
}

struct Now {
    /// Number of the key in force, which is also its seed.
    key: u8,
    away: bool,
    promises_issuer: bool,
    codes: BTreeMap<String, (Pairs, Value, Signed)>,
    userinfo: Value,
}

impl Provider {
    pub(super) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let now = Now { key: 1, away: false, promises_issuer: false, codes: BTreeMap::new(), userinfo: Value::Null };
        let provider = Self(Arc::new(Inner { issuer, now: Mutex::new(now) }));
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(document))
            .route("/jwks", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        provider
    }

    pub(super) fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub(super) fn change_key(&self) {
        self.0.now.lock().unwrap().key += 1;
    }

    pub(super) fn go_away(&self, away: bool) {
        self.0.now.lock().unwrap().away = away;
    }

    pub(super) fn promise_issuer(&self) {
        self.0.now.lock().unwrap().promises_issuer = true;
    }

    pub(super) fn tell_userinfo(&self, claims: Value) {
        self.0.now.lock().unwrap().userinfo = claims;
    }

    /// What the browser brings back after somebody signed in here: the address leads to this provider, the token has these claims.
    pub(super) fn signs_in(&self, address: &str, claims: &Value, signed: Signed) -> Pairs {
        let asked = asked(address);
        assert!(address.starts_with(&format!("{}/authorize?", self.issuer())), "{address}");
        for (name, value) in [("response_type", "code"), ("client_id", CLIENT), ("code_challenge_method", "S256")] {
            assert_eq!(asked[name], value, "{address}");
        }
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"), "{address}");
        let now = service::now().to_utc().timestamp();
        let mut token = json!({
            "iss": self.issuer(), "sub": "subject-1", "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": asked["nonce"],
            "email": "kim@example.org", "email_verified": true, "name": "Kim Lee",
        });
        for (name, value) in claims.as_object().unwrap() {
            token[name] = value.clone();
        }
        let mut inner = self.0.now.lock().unwrap();
        let code = format!("code-{}", inner.codes.len());
        let back = Pairs::from([("code".into(), code.clone()), ("state".into(), asked["state"].clone())]);
        inner.codes.insert(code, (asked, token, signed));
        back
    }
}

/// The values of an address.
pub(super) fn asked(address: &str) -> Pairs {
    Query::<Pairs>::try_from_uri(&address.parse::<Uri>().unwrap()).unwrap().0
}

/// What `at_hash` has to be for the access token (Ed25519 hashes with SHA-512).
pub(super) fn at_hash() -> String {
    BASE64.encode(&digest(&ring::digest::SHA512, ACCESS.as_bytes()).as_ref()[..32])
}

fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

fn jwt(token: &Value, signed: Signed, key: u8) -> String {
    let algorithm = match signed {
        Signed::Right | Signed::Forged => "EdDSA",
        Signed::Not => "none",
        Signed::BySecret => "HS256",
    };
    let header = json!({"alg": algorithm, "kid": format!("key-{key}"), "typ": "JWT"});
    let text = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(token.to_string()));
    let signature = match signed {
        Signed::Right => pair(key).sign(text.as_bytes()).as_ref().to_vec(),
        Signed::Forged => pair(99).sign(text.as_bytes()).as_ref().to_vec(),
        Signed::Not => Vec::new(),
        Signed::BySecret => hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes()), text.as_bytes()).as_ref().to_vec(),
    };
    format!("{text}.{}", BASE64.encode(signature))
}

async fn document(State(provider): State<Provider>) -> Response {
    let (issuer, now) = (provider.issuer(), provider.0.now.lock().unwrap());
    if now.away {
        // Whoever follows it would get a document.
        return axum::response::Redirect::to(&format!("{issuer}/jwks")).into_response();
    }
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "end_session_endpoint": format!("{issuer}/end"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
        "authorization_response_iss_parameter_supported": now.promises_issuer,
    }))
    .into_response()
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    let key = provider.0.now.lock().unwrap().key;
    let x = BASE64.encode(pair(key).public_key());
    Json(json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": format!("key-{key}"), "x": x}]}))
}

async fn token(State(provider): State<Provider>, headers: HeaderMap, Form(sent): Form<Pairs>) -> Response {
    let mut now = provider.0.now.lock().unwrap();
    let secret = STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+")));
    let proven = headers.get("authorization").is_some_and(|value| value.to_str().unwrap() == format!("Basic {secret}"));
    let grant = sent.get("code").and_then(|code| now.codes.remove(code));
    let Some((asked, token, signed)) = grant.filter(|_| proven) else {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    };
    let challenge = BASE64.encode(digest(&SHA256, sent["code_verifier"].as_bytes()));
    if challenge != asked["code_challenge"] || sent["redirect_uri"] != asked["redirect_uri"] || sent["grant_type"] != "authorization_code" {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    }
    let id_token = jwt(&token, signed, now.key);
    Json(json!({"access_token": ACCESS, "token_type": "Bearer", "expires_in": 300, "id_token": id_token})).into_response()
}

async fn userinfo(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    let now = provider.0.now.lock().unwrap();
    let bearer = headers.get("authorization").is_some_and(|value| value.to_str().unwrap() == format!("Bearer {ACCESS}"));
    if bearer && !now.userinfo.is_null() { Json(now.userinfo.clone()).into_response() } else { StatusCode::UNAUTHORIZED.into_response() }
}
