//! One request for a page, with all that a page may want to know of it.

use super::bearer::{Bearer, no_session};
use super::error::PageError;
use super::form::{Fields, Values};
use super::local_path::encoded;
use super::state::AppState;
use super::theme;
use crate::ui::Theme;
use axum::extract::{ConnectInfo, FromRequestParts, Query, RawPathParams};
use domain::accounts::Device;
use domain::history::{Source, Via};
use domain::ids::UserId;
use http::request::Parts;
use http::{Method, StatusCode};
use service::PageNumber;
use service::accounts::sessions::{Resumed, resume_by_rule};
use service::accounts::{self, Caller, Person, SignedIn, Viewer};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use tower_sessions::Session;

/// Under this name a session keeps who is signed in.
pub const USER: &str = "user";
/// Under this name a session keeps with what its person signed in.
pub const DEVICE: &str = "device";
/// Under this name a session keeps that it began with a provider, which asked for what it finds enough.
pub(crate) const BY_PROVIDER: &str = "by-provider";

/// One request for a page. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What pages work with.
    pub state: AppState,
    /// The session of the browser; empty before sign-in. That of a program is kept nowhere.
    pub session: Session,
    /// Path of the page.
    pub path: String,
    /// Address of the client.
    pub address: IpAddr,
    /// What the browser says of itself, shortened.
    pub agent: String,
    pub(super) theme: Theme,
    pub(super) reference: Option<String>,
    pub(super) fields: Fields,
    whole: String,
    method: Method,
    params: Vec<(String, String)>,
    query: Values,
    bearer: Option<Bearer>,
    who: Arc<OnceLock<Caller>>,
}

impl Visit {
    /// Somebody with an account: the person, or a program with their token; else the way to sign in (or to set up, where there is no
    /// account yet), or to add a second factor where the rules ask for one.
    pub async fn signed_in(&self) -> Result<SignedIn, PageError> {
        Ok(self.caller().await?.signed_in()?.clone())
    }

    /// Whoever asks. A token is taken before any session.
    async fn caller(&self) -> Result<Caller, PageError> {
        if let Some(who) = self.who.get() {
            return Ok(who.clone());
        }
        let who = match &self.bearer {
            Some(bearer) => {
                let state = &self.state;
                accounts::tokens::enter(&state.db, &state.keys, bearer.secret(), self.address, service::now()).await?
            }
            None => match self.resumed().await? {
                Resumed::Ready(who) => Caller::Account(Box::new(who)),
                Resumed::Lacking(_) => return Err(PageError::Elsewhere("/account/factors".into())),
            },
        };
        Ok(self.who.get_or_init(|| who).clone())
    }

    /// The person, also one who has to add a second factor before anything else, and whether this is such a one: for the pages on which it
    /// is added, and for the way out.
    pub(crate) async fn at_door(&self) -> Result<(Person, bool), PageError> {
        if self.who.get().is_some() || self.is_program() {
            return Ok((self.person().await?, false));
        }
        Ok(match self.resumed().await? {
            Resumed::Ready(who) => {
                self.who.get_or_init(|| Caller::Account(Box::new(who.clone())));
                (who.person()?, false)
            }
            Resumed::Lacking(who) => (who, true),
        })
    }

    async fn resumed(&self) -> Result<Resumed, PageError> {
        let Some(id) = self.session.get::<UserId>(USER).await? else { return Err(self.door().await?) };
        let by_provider = self.session.get::<bool>(BY_PROVIDER).await?.unwrap_or_default();
        Ok(resume_by_rule(&self.state.db, id, self.source(), by_provider).await?)
    }

    /// Whether a program asks, with a token.
    pub(crate) const fn is_program(&self) -> bool {
        self.bearer.is_some()
    }

    /// Proof that it is the person, and not a program with a token.
    pub async fn person(&self) -> Result<Person, PageError> {
        Ok(self.signed_in().await?.person()?)
    }

    /// How and from where this request came, as history keeps it.
    pub fn source(&self) -> Source {
        Source::new(if self.is_program() { Via::Token } else { Via::Browser }, self.address)
    }

    /// Proof that whoever asks may read the project that the address names, as `{slug}`.
    pub async fn viewer(&self) -> Result<Viewer, PageError> {
        self.viewer_of(self.param("slug")).await
    }

    /// Proof that whoever asks may read the project with this slug.
    pub async fn viewer_of(&self, slug: &str) -> Result<Viewer, PageError> {
        Ok(self.caller().await?.viewer(&self.state.db, slug).await?)
    }

    /// Whether the first account has to be made yet.
    pub async fn needs_setup(&self) -> Result<bool, PageError> {
        // Where the server started with accounts, the database is not asked.
        Ok(self.state.setup.is_some() && accounts::needs_setup(&self.state.db).await?)
    }

    /// Where somebody goes who is not signed in.
    async fn door(&self) -> Result<PageError, PageError> {
        if self.needs_setup().await? {
            return Ok(PageError::Elsewhere("/setup".into()));
        }
        let next = if self.method == Method::GET { self.whole.as_str() } else { self.path.as_str() };
        Ok(PageError::Elsewhere(if next == "/" { "/sign-in".into() } else { format!("/sign-in?next={}", encoded(next)) }))
    }

    /// A part of the address, such as `slug` in `/projects/{slug}`; empty where the route has none of that name.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A part of the address as an identity; what is none names nothing that exists.
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, PageError> {
        self.param(name).parse().map_err(|_| PageError::NotFound)
    }

    /// A value of the query; empty where there is none.
    pub fn query(&self, name: &str) -> &str {
        self.query.get(name)
    }

    /// All values of this name in the query, in order: boxes that are ticked.
    pub(crate) fn queries<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.all(name)
    }

    /// Values of the query whose name begins like this, each with the rest of its name.
    pub(crate) fn named<'a>(&'a self, begins: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.query.0.iter().filter_map(move |(key, value)| Some((key.strip_prefix(begins)?, value.as_str())))
    }

    /// The page of a list that is asked for.
    pub fn page(&self) -> PageNumber {
        PageNumber::parse(self.query.find("page"))
    }

    /// The page of the talk that is asked for: a record's own page may have another list.
    pub fn talk(&self) -> PageNumber {
        PageNumber::parse(self.query.find("talk"))
    }

    /// This address with another page number.
    pub fn page_link(&self, number: u32) -> String {
        self.link_with("page", number)
    }

    /// This address with another number under this name.
    pub(crate) fn link_with(&self, name: &str, number: u32) -> String {
        let kept = self.query.0.iter().filter(|(other, value)| other != name && other != "done" && !value.is_empty());
        let pairs = kept.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let pairs: Vec<String> = pairs.chain([format!("{name}={number}")]).collect();
        format!("{}?{}", self.path, pairs.join("&"))
    }

    /// The fields of the page's form: untouched, or as they were sent and refused.
    pub fn fields(&self) -> Fields {
        self.fields.clone()
    }

    /// Where the theme switch comes back to.
    pub(super) fn here(&self) -> &str {
        if self.method == Method::GET { &self.whole } else { &self.path }
    }

    /// For a form one segment below its page: the visit is one of the page.
    pub(crate) fn of_page_above(mut self) -> Self {
        self.path = above(&self.path).to_owned();
        self
    }

    /// What the search box holds: what was searched for, on its page.
    pub(super) fn searched(&self) -> &str {
        if self.path == "/search" { self.query("q") } else { "" }
    }

    pub(super) fn known(&self) -> Option<&SignedIn> {
        self.who.get().and_then(|who| who.signed_in().ok())
    }

    pub(super) fn looked_at(mut self, sent: Values) -> Self {
        self.fields = Fields { sent: Some(sent), wrong: Vec::new() };
        self
    }

    pub(super) fn refused(mut self, sent: Values, field: &'static str, text: String) -> Self {
        self.fields = Fields::refused(sent, field, text);
        self
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        let bearer = Bearer::of(&parts.headers);
        let session = match &bearer {
            Some(_) => no_session(),
            None => Session::from_request_parts(parts, state).await.map_err(|(status, _)| status)?,
        };
        let params = RawPathParams::from_request_parts(parts, state).await;
        // PostgreSQL keeps no text with U+0000 and refuses to look for one: such a part names nothing, and no filter has it.
        let named = |params: RawPathParams| {
            params.iter().filter(|(_, value)| !value.contains('\0')).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        };
        let params = params.map(named).unwrap_or_default();
        let mut query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map(|query| query.0).unwrap_or_default();
        for (_, value) in &mut query {
            value.retain(|ch| ch != '\0');
        }
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |client| client.0.ip());
        let agent = parts.headers.get(http::header::USER_AGENT).map(|agent| String::from_utf8_lossy(agent.as_bytes()));
        let agent = Device::shortened(&agent.unwrap_or_default());
        let reference = parts.headers.get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
        Ok(Self {
            state: state.clone(),
            session,
            path: parts.uri.path().to_owned(),
            address,
            agent,
            theme: theme::of(&parts.headers),
            reference,
            fields: Fields::default(),
            whole: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            method: parts.method.clone(),
            params,
            query: Values(query),
            bearer,
            who: Arc::default(),
        })
    }
}

fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("/", |(above, _)| if above.is_empty() { "/" } else { above })
}

#[cfg(test)]
mod tests {
    use super::above;

    #[test]
    fn the_page_of_a_form_is_one_segment_above_it() {
        assert_eq!(above("/projects/dock/settings/archive"), "/projects/dock/settings");
        assert_eq!(above("/projects"), "/");
    }
}
