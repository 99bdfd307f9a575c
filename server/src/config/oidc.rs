//! Providers of sign-in: a TOML file of their own, and their secrets from the environment, from files, or from that file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use domain::text::{Slug, Title};
use figment::providers::{Format as _, Toml};
use serde::Deserialize;
use service::accounts::providers::{ClientSecret, Provider};

use super::sources::{Environment, Problem};
use super::values::NotAllowed;

const BEGINS: &str = "HOLDPOINT_OIDC_";
const VALUE: &str = "_CLIENT_SECRET";
const FILE: &str = "_CLIENT_SECRET_FILE";

/// The providers of sign-in, and where they are described.
#[derive(Clone, Debug, Default)]
pub struct OidcProviders {
    path: Option<PathBuf>,
    providers: Vec<Provider>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    provider: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Slug,
    label: Title,
    issuer: String,
    client_id: String,
    client_secret: Option<String>,
    client_secret_file: Option<PathBuf>,
    #[serde(default = "usual_scopes")]
    scopes: Vec<String>,
    group_claim: Option<String>,
    #[serde(default)]
    groups: BTreeMap<String, String>,
    admin_group: Option<String>,
    #[serde(default)]
    allow_new_accounts: bool,
    #[serde(default)]
    allowed_domains: Vec<String>,
    #[serde(default)]
    trust_email: bool,
    #[serde(default = "yes")]
    sign_out: bool,
}

fn usual_scopes() -> Vec<String> {
    ["email", "profile"].map(str::to_owned).into()
}

const fn yes() -> bool {
    true
}

impl FromStr for OidcProviders {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self { path: (text != "none").then(|| text.into()), providers: Vec::new() })
    }
}

impl OidcProviders {
    /// In the order of the file.
    pub fn list(&self) -> &[Provider] {
        &self.providers
    }

    /// Reads the file and the secrets, and notes all that is wrong with them. No secret is in what is noted.
    pub(super) fn load(&mut self, environment: &Environment, problems: &mut Vec<Problem>) {
        let mut refuse = |what: String| problems.push(Problem::new(what));
        let entries = match self.path.as_deref().map(read).transpose() {
            Ok(document) => document.map(|document| document.provider).unwrap_or_default(),
            Err(why) => return refuse(why),
        };
        for (name, _) in environment.all().filter(|(name, _)| is_secret(name)) {
            if !entries.iter().any(|entry| [VALUE, FILE].iter().any(|end| variable(&entry.name, end) == name)) {
                refuse(format!("{name} (environment) is for a provider that oidc_providers does not name"));
            }
        }
        for entry in entries {
            let name = entry.name.clone();
            if name.as_str() == domain::accounts::MANUAL {
                refuse(format!("oidc_providers: no provider can be called “{name}”, which stands for what administrators do by hand"));
                continue;
            }
            if self.providers.iter().any(|provider| provider.name == name) {
                refuse(format!("oidc_providers: the name “{name}” stands there twice"));
                continue;
            }
            match provider(entry, environment) {
                Ok(provider) => self.providers.push(provider),
                Err(why) => refuse(format!("oidc_providers, “{name}”: {why}")),
            }
        }
    }
}

/// Whether a variable holds the secret of a provider, or says where it is.
pub(super) fn is_secret(variable: &str) -> bool {
    variable.strip_prefix(BEGINS).is_some_and(|rest| rest.ends_with(VALUE) || rest.ends_with(FILE))
}

fn variable(name: &Slug, end: &str) -> String {
    format!("{BEGINS}{}{end}", name.as_str().to_uppercase().replace('-', "_"))
}

fn read(path: &Path) -> Result<Document, String> {
    let refuse = |why: String| format!("oidc_providers, {}: {why}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| refuse(error.to_string()))?;
    // Not the whole of what the parser says: it shows the line, and a secret may stand there.
    Toml::from_str(&text).map_err(|error| {
        let line = 1 + error.span().map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count());
        refuse(format!("line {line}: {}", error.message()))
    })
}

fn provider(entry: Entry, environment: &Environment) -> Result<Provider, String> {
    let secret = secret(&entry, environment)?;
    let provider = Provider {
        name: entry.name,
        label: entry.label,
        issuer: entry.issuer,
        client_id: entry.client_id,
        client_secret: secret.map(ClientSecret::new),
        scopes: entry.scopes,
        group_claim: entry.group_claim,
        groups: entry.groups,
        admin_group: entry.admin_group,
        allow_new_accounts: entry.allow_new_accounts,
        allowed_domains: entry.allowed_domains.into_iter().map(|domain| domain.trim_start_matches('@').to_lowercase()).collect(),
        trust_email: entry.trust_email,
        sign_out: entry.sign_out,
    };
    provider.fault().map_or(Ok(provider), |fault| Err(fault.to_owned()))
}

/// The secret from the one place where it is.
fn secret(entry: &Entry, environment: &Environment) -> Result<Option<String>, String> {
    let given = |end| {
        let name = variable(&entry.name, end);
        environment.all().find(|(other, _)| *other == name).map(|(_, value)| value.to_owned())
    };
    let files = [given(FILE).map(PathBuf::from), entry.client_secret_file.clone()];
    let texts = [given(VALUE), entry.client_secret.clone()];
    if files.iter().flatten().count() + texts.iter().flatten().count() > 1 {
        return Err("its secret is given in more than one place".to_owned());
    }
    let secret = match files.into_iter().flatten().next() {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| format!("its secret in {}: {error}", path.display()))?;
            Some(text.trim_end_matches(['\r', '\n']).to_owned())
        }
        None => texts.into_iter().flatten().next(),
    };
    if secret.as_ref().is_some_and(|secret| secret.trim().is_empty()) {
        return Err("its secret is empty".to_owned());
    }
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORP: &str = "[[provider]]\nname = 'corp-id'\nlabel = 'Corp'\nissuer = 'https://id.example'\nclient_id = 'holdpoint'\n";

    fn loaded(text: &str, variables: &[(&str, &str)]) -> (OidcProviders, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("providers.toml");
        std::fs::write(&path, text).unwrap();
        let mut providers: OidcProviders = path.display().to_string().parse().unwrap();
        let environment = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut problems = Vec::new();
        providers.load(&environment, &mut problems);
        (providers, problems.into_iter().map(|problem| format!("{problem:?}")).collect())
    }

    fn secret_of(providers: &OidcProviders) -> Option<&str> {
        providers.list()[0].client_secret.as_ref().map(|secret| secret.secret().as_str())
    }

    #[test]
    fn what_is_not_said_is_the_safe_side() {
        let (providers, problems) = loaded(CORP, &[]);
        assert!(problems.is_empty(), "{problems:?}");
        let provider = &providers.list()[0];
        assert!(!provider.allow_new_accounts && !provider.trust_email && provider.sign_out);
        assert_eq!(provider.scopes, ["email", "profile"]);
        assert_eq!(secret_of(&providers), None);
    }

    #[test]
    fn a_secret_comes_from_the_environment_or_from_a_file() {
        let (providers, _) = loaded(CORP, &[("HOLDPOINT_OIDC_CORP_ID_CLIENT_SECRET", "hunter2")]);
        assert_eq!(secret_of(&providers), Some("hunter2"));
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "hunter2\n").unwrap();
        let path = file.path().display().to_string();
        let (providers, problems) = loaded(CORP, &[("HOLDPOINT_OIDC_CORP_ID_CLIENT_SECRET_FILE", &path)]);
        assert_eq!(secret_of(&providers), Some("hunter2"), "{problems:?}");
        let (providers, _) = loaded(&format!("{CORP}client_secret_file = '{path}'\n"), &[]);
        assert_eq!(secret_of(&providers), Some("hunter2"));
    }

    #[test]
    fn what_is_wrong_is_told_without_the_secret() {
        let twice = format!("{CORP}client_secret = 'hunter2'\n");
        for (text, variables, expected) in [
            (twice.clone(), &[("HOLDPOINT_OIDC_CORP_ID_CLIENT_SECRET", "hunter2")][..], "more than one place"),
            (format!("{CORP}{CORP}"), &[], "twice"),
            (CORP.replace("https", "http"), &[], "issuer"),
            (format!("{CORP}client_secret = 'hunter2\n"), &[], "line 6"),
            (format!("{CORP}client_sceret = 'hunter2'\n"), &[], "line 6"),
            (CORP.replace("corp-id", "Corp Id"), &[], "line 2"),
            (CORP.to_owned(), &[("HOLDPOINT_OIDC_CROP_CLIENT_SECRET", "hunter2")], "HOLDPOINT_OIDC_CROP_CLIENT_SECRET"),
            (CORP.to_owned(), &[("HOLDPOINT_OIDC_CORP_ID_CLIENT_SECRET_FILE", "no/such")], "no/such"),
        ] {
            let (_, problems) = loaded(&text, variables);
            let told = problems.join("\n");
            assert!(told.contains(expected) && !told.contains("hunter2"), "{expected}: {told}");
        }
    }

    #[test]
    fn without_a_file_there_is_no_provider() {
        let mut none: OidcProviders = "none".parse().unwrap();
        let mut problems = Vec::new();
        none.load(&Environment::default(), &mut problems);
        assert!(none.list().is_empty() && problems.is_empty());
    }
}
