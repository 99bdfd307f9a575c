//! Where values come from, and what is said of the wrong ones.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use figment::providers::{Format, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};

use super::secret_files::{self, SecretFile};
use super::{Flags, Preset, SETTINGS, Secrecy, Setting};

/// What the names of environment variables begin with.
pub(super) const PREFIX: &str = "HOLDPOINT_";
/// The variable that names the file.
const CONFIG_FILE: &str = "HOLDPOINT_CONFIG";
/// Set for the compiler by the build script, and by Cargo for what it runs.
const BUILD_VARIABLE: &str = "HOLDPOINT_SITE_HASH";

const FLAG: &str = "flag";
const ENVIRONMENT: &str = "environment";
const DEFAULT: &str = "default";

/// The variables of the process that concern the program, as a value: tests bring their own.
#[derive(Clone, Debug, Default)]
pub struct Environment(Vec<(String, String)>);

impl Environment {
    /// The variables of this process.
    pub fn of_process() -> Self {
        // A variable that is not Unicode is none of ours, or is a wrong value and refused as one.
        std::env::vars_os().map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned())).collect()
    }

    fn config_file(&self) -> Option<PathBuf> {
        self.0.iter().find(|(name, _)| name == CONFIG_FILE).map(|(_, path)| PathBuf::from(path))
    }

    fn values(&self) -> impl Iterator<Item = (String, String)> {
        let ours = |name: &str| {
            name != CONFIG_FILE && name != BUILD_VARIABLE && secret_files::named_by(name).is_none() && !super::oidc::is_secret(name)
        };
        let settings = self.0.iter().filter(move |(name, _)| ours(name));
        settings.filter_map(|(name, value)| Some((name.strip_prefix(PREFIX)?.to_lowercase(), value.clone())))
    }

    /// All variables with our prefix.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromIterator<(String, String)> for Environment {
    /// Keeps those with our prefix. An empty one counts as not set: that is what `${NAME:-}` in a compose file makes.
    fn from_iter<I: IntoIterator<Item = (String, String)>>(variables: I) -> Self {
        Self(variables.into_iter().filter(|(name, value)| name.starts_with(PREFIX) && !value.is_empty()).collect())
    }
}

/// One thing that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(String);

impl Problem {
    pub(super) const fn new(text: String) -> Self {
        Self(text)
    }
}

/// The configuration cannot be used. Lists all that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(Vec<Problem>);

impl ConfigError {
    pub(super) const fn new(problems: Vec<Problem>) -> Self {
        Self(problems)
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration cannot be used")?;
        self.0.iter().try_for_each(|Problem(text)| write!(f, "\n  {text}"))
    }
}

/// Texts by name, from one source.
struct Texts {
    source: Cow<'static, str>,
    values: Dict,
}

impl Texts {
    fn new<N: Into<String>>(source: impl Into<Cow<'static, str>>, values: impl IntoIterator<Item = (N, String)>) -> Self {
        Self { source: source.into(), values: values.into_iter().map(|(name, text)| (name.into(), Value::from(text))).collect() }
    }
}

impl Provider for Texts {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.source.clone())
    }

    fn data(&self) -> figment::Result<Map<Profile, Dict>> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}

/// All sources, the stronger over the weaker.
pub(super) fn gather(flags: &Flags, environment: &Environment) -> Result<Figment, ConfigError> {
    let fixed = SETTINGS.iter().filter_map(|setting| match setting.preset {
        Preset::Fixed(text) => Some((setting.name, text.to_owned())),
        Preset::Derived(_) | Preset::Required => None,
    });
    let mut figment = Figment::from(Texts::new(DEFAULT, fixed));
    if let Some(path) = flags.config.clone().or_else(|| environment.config_file()) {
        figment = figment.merge(toml(path)?);
    }
    figment = figment.merge(Texts::new(ENVIRONMENT, environment.values()));
    for SecretFile { setting, source, text } in secret_files::read(environment)? {
        figment = figment.merge(Texts::new(source, [(setting.name, text)]));
    }
    let figment = figment.merge(Texts::new(FLAG, flags.given()?));
    let text = |name| figment.find_value(name).map(|value| as_text(&value)).unwrap_or_default();
    let folder = text("data_dir");
    let derived = [
        ("database_url", format!("sqlite:{}/holdpoint.db", folder.trim_end_matches('/'))),
        ("public_url", format!("http://{}", text("listen"))),
    ];
    Ok(figment.join(Texts::new(DEFAULT, derived)))
}

fn toml(path: PathBuf) -> Result<figment::providers::Data<Toml>, ConfigError> {
    let refuse = |why: String| ConfigError::new(vec![Problem(format!("{}: {why}", path.display()))]);
    let text = std::fs::read_to_string(&path).map_err(|error| refuse(error.to_string()))?;
    // Read here only to name the line; figment reads it again and keeps the path as the source of each value.
    Toml::from_str::<Dict>(&text).map_err(|error| refuse(error.to_string().trim_end().to_owned()))?;
    Ok(Toml::file_exact(path))
}

/// Reads one value after the other and keeps what is wrong.
pub(super) struct Reader<'a> {
    figment: &'a Figment,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(figment: &'a Figment) -> Self {
        let names = figment.data().ok().and_then(|mut data| data.remove(&Profile::Default)).unwrap_or_default();
        let unknown = names.into_keys().filter(|name| SETTINGS.iter().all(|setting| setting.name != name));
        let problems = unknown.map(|name| {
            let written = written(figment, &name);
            Problem(format!("{written} is not a known value; `holdpoint config` lists them all"))
        });
        Self { figment, problems: problems.collect() }
    }

    /// The value, or none and a problem more.
    pub(super) fn read<T: FromStr>(&mut self, name: &'static str) -> Option<T> {
        let setting = SETTINGS.iter().find(|setting| setting.name == name)?;
        let text = self.figment.find_value(name).map(|value| as_text(&value)).unwrap_or_default();
        // A secret that is missing is asked for where it is used.
        let readable = !text.is_empty() || setting.preset == Preset::Required;
        let value = readable.then(|| text.parse().ok()).flatten();
        if value.is_none() {
            self.problems.push(self.wrong(setting, &text));
        }
        value
    }

    fn wrong(&self, setting: &Setting, text: &str) -> Problem {
        let secret = setting.secrecy != Secrecy::Open;
        let shown = if secret { "is wrong (not shown, it may hold a secret)".to_owned() } else { format!("is “{text}”") };
        Problem(format!("{} {shown}; allowed: {}", written(self.figment, setting.name), setting.allowed))
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

/// The name as it was written in its source.
fn written(figment: &Figment, name: &str) -> String {
    let metadata = figment.find_metadata(name);
    match metadata.map(|metadata| metadata.name.as_ref()) {
        Some(ENVIRONMENT) => format!("{PREFIX}{} (environment)", name.to_uppercase()),
        Some(FLAG) => format!("--{} (flag)", name.replace('_', "-")),
        Some(DEFAULT) => format!("{name} (default)"),
        _ => format!("{name} ({})", source(figment, name)),
    }
}

/// Where a value came from, for people.
pub(super) fn source(figment: &Figment, name: &str) -> String {
    let Some(metadata) = figment.find_metadata(name) else { return DEFAULT.to_owned() };
    match &metadata.source {
        Some(figment::Source::File(path)) => format!("file {}", path.display()),
        _ => metadata.name.to_string(),
    }
}

/// Numbers, truth values and lists in a file stand for their text.
pub(super) fn as_text(value: &Value) -> String {
    match value {
        Value::String(_, text) => text.clone(),
        Value::Char(_, letter) => letter.to_string(),
        Value::Bool(_, truth) => truth.to_string(),
        Value::Num(_, number) => number
            .to_u128()
            .map(|number| number.to_string())
            .or_else(|| number.to_i128().map(|number| number.to_string()))
            .or_else(|| number.to_f64().map(|number| number.to_string()))
            .unwrap_or_default(),
        Value::Array(_, values) => values.iter().map(as_text).collect::<Vec<_>>().join(","),
        Value::Dict(..) => "a table".to_owned(),
        Value::Empty(..) => String::new(),
    }
}
