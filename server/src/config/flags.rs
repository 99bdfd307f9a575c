//! The same values as flags, as they were written.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Arg, ArgMatches, Command};

use super::{ConfigError, DatabaseUrl, Problem, SETTINGS, Setting};

const CONFIG: &str = "config";
const HEADING: &str = "Configuration";
/// The one flag whose value can hold a secret.
const DATABASE_URL: &str = "database_url";

/// The settings that can be typed, each with its flag without the dashes.
static TYPED: LazyLock<Vec<(&'static Setting, String)>> =
    LazyLock::new(|| SETTINGS.iter().filter_map(|setting| Some((setting, setting.flag()?.trim_start_matches('-').to_owned()))).collect());

/// What was typed of the configuration. Not derived, because what is secret has no flag.
#[derive(Clone, Default)]
pub struct Flags {
    /// A TOML file with any of the values; else the variable `HOLDPOINT_CONFIG` names it.
    pub config: Option<PathBuf>,
    typed: Vec<(&'static str, String)>,
}

impl Flags {
    /// With this value for a setting, as if its flag had been typed.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.typed.push((name, value.into()));
        self
    }

    /// All of them.
    ///
    /// # Errors
    /// Where a password stands in one: the list of processes shows it to other accounts of the machine.
    pub(super) fn given(&self) -> Result<Vec<(&'static str, String)>, ConfigError> {
        let url = self.typed.iter().find(|(name, _)| *name == DATABASE_URL).and_then(|(_, text)| text.parse::<DatabaseUrl>().ok());
        if url.is_some_and(|url| url.has_password()) {
            let told = "--database-url has a password in it, which other accounts of this machine can read in the list of processes; write \
                the whole address into a file and set HOLDPOINT_DATABASE_URL_FILE to its path, or set HOLDPOINT_DATABASE_URL";
            return Err(ConfigError::new(vec![Problem::new(told.to_owned())]));
        }
        Ok(self.typed.clone())
    }
}

/// Says which were typed and not what, for one may hold a password.
impl std::fmt::Debug for Flags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.typed.iter().map(|(name, _)| name)).finish()
    }
}

impl clap::Args for Flags {
    fn augment_args(command: Command) -> Command {
        let config = Arg::new(CONFIG)
            .long(CONFIG)
            .value_name("FILE")
            .value_parser(clap::value_parser!(PathBuf))
            .help("A TOML file with any of the values below; else the variable `HOLDPOINT_CONFIG` names it");
        let values = TYPED
            .iter()
            .map(|(setting, flag)| Arg::new(setting.name).long(flag.as_str()).value_name("VALUE").hide_short_help(true).help(setting.help));
        command.args(std::iter::once(config).chain(values).map(|argument| argument.global(true).help_heading(HEADING)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let value = |setting: &'static Setting| Some((setting.name, matches.get_one::<String>(setting.name)?.clone()));
        let typed = TYPED.iter().filter_map(|(setting, _)| value(setting)).collect();
        Ok(Self { config: matches.get_one::<PathBuf>(CONFIG).cloned(), typed })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
