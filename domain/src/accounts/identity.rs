//! Accounts at providers of sign-in, and what such a provider says of a person.

use super::Email;
use crate::Timestamp;
use crate::ids::{IdentityId, UserId};
use crate::text::{Slug, Title};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An account at a provider that is linked with one here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Identity.
    pub id: IdentityId,
    /// The account here.
    pub user: UserId,
    /// The provider, by the name that the operator gave it.
    pub provider: Slug,
    /// Who vouches, as an address: a name that is given to another provider later must not open the accounts of the former.
    pub issuer: String,
    /// Who it is there; nobody else ever gets this word from the same issuer.
    pub subject: String,
    /// The address there when it was last used, for people to tell one from the other.
    pub email: Option<Email>,
    /// Since when it is linked.
    pub linked_at: Timestamp,
    /// When somebody last came in with it.
    pub used_at: Option<Timestamp>,
}

/// What a provider says of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who vouches, as an address.
    pub issuer: String,
    /// Who it is there.
    pub subject: String,
    /// The e-mail address.
    pub email: Option<Email>,
    /// Whether the provider has made sure that the address is the person's.
    pub confirmed: bool,
    /// The person's name.
    pub name: Option<Title>,
    /// Names of the groups the person is in there.
    pub groups: Vec<String>,
}

impl Claims {
    /// The address, where it counts: the provider has made sure of it, and it is in one of the domains, where there is a choice of them.
    #[must_use]
    pub fn address_in(&self, domains: &[String]) -> Option<&Email> {
        let email = self.email.as_ref().filter(|_| self.confirmed)?;
        let host = email.as_str().rsplit('@').next().unwrap_or_default();
        (domains.is_empty() || domains.iter().any(|domain| domain == host)).then_some(email)
    }
}

/// The groups here that somebody belongs to who is in these groups at a provider: those that the list of names leads to, or all under the
/// names they have where there is no list. In order, each once.
#[must_use]
pub fn groups_here(claimed: &[String], names: &BTreeMap<String, String>) -> Vec<String> {
    let here: BTreeSet<&String> =
        if names.is_empty() { claimed.iter().collect() } else { claimed.iter().filter_map(|name| names.get(name)).collect() };
    here.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(email: &str, confirmed: bool) -> Claims {
        let email = Some(email.parse().unwrap());
        Claims { issuer: "https://id.example".into(), subject: "7".into(), email, confirmed, name: None, groups: Vec::new() }
    }

    fn names(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(there, here)| ((*there).to_owned(), (*here).to_owned())).collect()
    }

    #[test]
    fn an_address_that_nobody_has_made_sure_of_does_not_count() {
        assert!(claims("kim@example.org", false).address_in(&[]).is_none());
        assert!(claims("kim@example.org", true).address_in(&[]).is_some());
    }

    #[test]
    fn a_domain_is_the_whole_of_what_stands_behind_the_at_sign() {
        let domains = ["example.org".to_owned()];
        assert!(claims("kim@example.org", true).address_in(&domains).is_some());
        for foreign in ["kim@evil-example.org", "kim@sub.example.org", "kim@example.org.evil.example"] {
            assert!(claims(foreign, true).address_in(&domains).is_none(), "{foreign}");
        }
    }

    #[test]
    fn groups_lead_to_those_that_the_list_names_and_others_to_none() {
        let claimed = ["/sre".to_owned(), "/staff".to_owned(), "/ops".to_owned()];
        assert_eq!(groups_here(&claimed, &names(&[("/sre", "Reliability"), ("/ops", "Reliability"), ("/law", "Legal")])), ["Reliability"]);
        assert_eq!(groups_here(&claimed, &BTreeMap::new()), ["/ops", "/sre", "/staff"]);
        assert!(groups_here(&[], &names(&[("/sre", "Reliability")])).is_empty());
    }
}
