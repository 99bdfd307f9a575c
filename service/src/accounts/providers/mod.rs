//! Signing in by a provider that vouches for people: OpenID Connect Core 1.0 with the authorization code, PKCE (RFC 7636) and the
//! issuer in the answer (RFC 9207).

mod arrive;
mod claims;
mod discovery;
mod flow;
mod linked;
mod web;

pub use arrive::{Arrival, arrive};
pub use flow::{Answer, Begun, Vouched, begin, finish, way_out};
pub use linked::{Linked, MOST, Waiting, confirm, link, linked, unlink};
pub use openidconnect::ClientSecret;

use crate::ServiceError;
use discovery::Cache;
use domain::text::{Slug, Title};
use openidconnect::IssuerUrl;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use web::{Web, is_safe};

/// A provider, as the operator describes it.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its name in addresses and beside the links of accounts: to be left as it is.
    pub name: Slug,
    /// What people call it.
    pub label: Title,
    /// Its address as it writes it itself, to the letter.
    pub issuer: String,
    /// What this installation is called there.
    pub client_id: String,
    /// What this installation proves itself with; `None` where it is registered as a public client.
    pub client_secret: Option<ClientSecret>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// Where it says to which groups somebody belongs: the name of a claim, or a path to one with dots.
    pub group_claim: Option<String>,
    /// Groups there and the names of those here; empty where they have the same names.
    pub groups: BTreeMap<String, String>,
    /// The group there whose members administer this installation.
    pub admin_group: Option<String>,
    /// Whether somebody without an account gets one by coming.
    pub allow_new_accounts: bool,
    /// Only people with an address in one of these come in; empty for all.
    pub allowed_domains: Vec<String>,
    /// Whether its addresses count although it does not say that it has made sure of them.
    pub trust_email: bool,
    /// Whether signing out here signs out there.
    pub sign_out: bool,
}

impl Provider {
    /// What is wrong with the description, in a sentence without its end.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        let issuer = IssuerUrl::new(self.issuer.clone()).ok();
        let usable =
            issuer.is_some_and(|issuer| is_safe(issuer.url()) && issuer.url().query().is_none() && issuer.url().fragment().is_none());
        let wide = self.trust_email && self.allowed_domains.is_empty();
        let blind = self.group_claim.is_none() && (self.admin_group.is_some() || !self.groups.is_empty());
        match self {
            _ if !usable => Some("issuer must be an https:// address without query, as the provider writes it itself"),
            _ if self.client_id.trim().is_empty() => Some("client_id is missing"),
            _ if wide => Some("trust_email needs allowed_domains: else anybody could come with any address"),
            _ if blind => Some("groups and admin_group need group_claim"),
            _ => None,
        }
    }

    /// The one answer for what cannot be told more exactly to whoever signs in.
    fn unreachable(&self) -> ServiceError {
        ServiceError::Refused(format!(
            "“{}” does not answer as it should at the moment. Try again later, or sign in with your password.",
            self.label
        ))
    }
}

/// The providers of the installation. Cheap to clone.
#[derive(Clone, Default)]
pub struct Providers(Arc<Inner>);

#[derive(Default)]
struct Inner {
    all: Vec<(Provider, Cache)>,
    public: String,
    web: Web,
}

impl Providers {
    /// These providers, for an installation that browsers reach there.
    #[must_use]
    pub fn new(providers: Vec<Provider>, public: &str) -> Self {
        let all = providers.into_iter().map(|provider| (provider, Cache::default())).collect();
        Self(Arc::new(Inner { all, public: public.to_owned(), web: Web::default() }))
    }

    /// All of them, in the order of the operator.
    pub fn list(&self) -> impl Iterator<Item = &Provider> {
        self.0.all.iter().map(|(provider, _)| provider)
    }

    /// The one of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Provider> {
        self.list().find(|provider| provider.name.as_str() == name)
    }

    fn find(&self, name: &str) -> Result<&(Provider, Cache), ServiceError> {
        self.0.all.iter().find(|(provider, _)| provider.name.as_str() == name).ok_or(ServiceError::NotFound)
    }

    /// Where a provider sends people back to.
    fn callback(&self, provider: &Provider) -> String {
        format!("{}/sign-in/with/{}/callback", self.0.public, provider.name)
    }
}

impl fmt::Debug for Providers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.list().map(|provider| provider.name.as_str())).finish()
    }
}

#[cfg(test)]
fn tests_provider() -> Provider {
    Provider {
        name: "corp".parse().unwrap(),
        label: "Corp".parse().unwrap(),
        issuer: "https://id.example/realms/staff".into(),
        client_id: "holdpoint".into(),
        client_secret: Some(ClientSecret::new("hunter2hunter2".into())),
        scopes: Vec::new(),
        group_claim: None,
        groups: BTreeMap::new(),
        admin_group: None,
        allow_new_accounts: false,
        allowed_domains: Vec::new(),
        trust_email: false,
        sign_out: true,
    }
}

#[cfg(test)]
mod tests {
    use super::tests_provider as provider;
    use super::*;

    #[test]
    fn an_issuer_without_tls_is_this_machine_or_none() {
        for (issuer, usable) in [
            ("https://id.example", true),
            ("http://127.0.0.1:9000", true),
            ("http://localhost:9000/", true),
            ("http://id.example", false),
            ("ftp://id.example", false),
            ("https://id.example?a=b", false),
            ("id.example", false),
        ] {
            assert_eq!(Provider { issuer: issuer.into(), ..provider() }.fault().is_none(), usable, "{issuer}");
        }
    }

    #[test]
    fn addresses_are_not_believed_without_a_bound() {
        assert!(Provider { trust_email: true, ..provider() }.fault().is_some());
        let bounded = Provider { trust_email: true, allowed_domains: vec!["example.org".into()], ..provider() };
        assert!(bounded.fault().is_none());
    }

    #[test]
    fn groups_without_a_claim_to_read_them_from_are_a_mistake() {
        assert!(Provider { admin_group: Some("admins".into()), ..provider() }.fault().is_some());
    }

    #[test]
    fn the_secret_is_not_shown() {
        let shown = format!("{:?} {:?}", provider(), Providers::new(vec![provider()], "https://ready.example"));
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
