//! The command line: what may be typed, and what each command does.
//!
//! Data goes to the standard output, messages to the standard error.

mod audit;
mod batch;
mod exit;
mod export;
mod healthcheck;
mod import;
mod lint;
mod secret;
mod snapshot;
mod template;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{Config, Environment, Flags, SETTINGS, show};
use crate::{database, run, telemetry};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  failure: the database cannot be reached, a file cannot be read, the server is not healthy
  2  usage: unknown command or flag, or a wrong value in the configuration
  3  refused input: a report that cannot be read, an unknown project or person, a password that is too short
  4  found: lint has issues that are as grave as --fail-on says, or the audit log is not as it was written";

/// Holdpoint: is it ready, ready for what, what blocks it, and what changed since the last audit?
#[derive(Debug, Parser)]
#[command(
    name = "holdpoint",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = EXIT_CODES,
    after_long_help = format!("Examples:\n  \
        holdpoint serve\n  \
        holdpoint serve --listen 0.0.0.0:8080 --public-url https://ready.example\n  \
        holdpoint import report.md --dry-run --format json\n  \
        holdpoint user add ada@example.org --name 'Ada Lovelace' --admin\n\n\
        Values come from flags, else from the environment (HOLDPOINT_ and the name in capitals: HOLDPOINT_LISTEN),\n\
        else from the file named by --config, else they are the defaults. `holdpoint config` shows what is in force.\n\
        Secrets have no flag; HOLDPOINT_NAME_FILE names a file that holds one.\n\n{EXIT_CODES}")
)]
pub struct Cli {
    /// The configuration, as far as it is given by flags.
    #[command(flatten)]
    pub flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the application until it is told to stop (Ctrl-C or SIGTERM)
    Serve,
    /// Read a readiness report (Markdown, JSON of our own, CSV, SARIF, Scorecard) into a project, or only show what is understood of it
    Import(Import),
    /// Write a project or one of its audits to a file: PDF, Markdown, Excel, CSV or JSON
    Export(export::Export),
    /// Bring a project back from the JSON that `export` wrote
    #[command(after_help = "Examples:\n  \
        holdpoint restore payments.json\n  \
        holdpoint restore payments.json --as payments-2")]
    Restore {
        /// The JSON as it was written
        file: PathBuf,
        /// Another name in addresses than it had, where that is taken
        #[arg(long = "as", value_name = "SLUG")]
        slug: Option<String>,
    },
    /// Look for contradictions and stale claims in a readiness report; needs neither a database nor a network
    Lint(Lint),
    /// People who may sign in
    #[command(subcommand)]
    User(User),
    /// The audit log of the installation
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Bring the database to the structure this version needs
    Migrate,
    /// Fill an empty database with a portfolio of invented projects
    Demo,
    /// The templates that come with the program, and checking one's own
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Check the downloaded document of a frozen assessment; needs neither a database nor a network
    #[command(after_help = "Examples:\n  \
        holdpoint verify-snapshot ferry-2026-03-01.json --sha256 9f86d081…\n  \
        holdpoint verify-snapshot ferry-2026-03-01.json")]
    VerifySnapshot {
        /// The document as it was downloaded
        file: PathBuf,
        /// The digest that was noted when the assessment was frozen
        #[arg(long, value_name = "DIGEST")]
        sha256: Option<String>,
    },
    /// Print a new random key, for `session_key`, `token_pepper` or `data_key`
    #[command(after_help = "Examples:\n  \
        holdpoint secret > session_key\n  \
        HOLDPOINT_SESSION_KEY_FILE=session_key holdpoint serve")]
    Secret,
    /// Show the values in force and where each came from, secrets masked
    Config,
    /// Ask the server on the configured address whether it is alive: for containers
    Healthcheck,
}

/// What `import` is asked to do.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    holdpoint import report.md --project payments\n  \
    holdpoint import reports/ --project payments --only-new\n  \
    holdpoint import report.md --dry-run\n  \
    cat report.md | holdpoint import - --dry-run --format json | jq .title")]
struct Import {
    /// The report, at most 2 MiB, or a folder or zip archive of reports; `-` reads the standard input
    file: PathBuf,
    /// The project it belongs to, by its slug
    #[arg(long, value_name = "SLUG", required_unless_present = "dry_run")]
    project: Option<String>,
    /// Only show what is understood; needs neither a database nor a project
    #[arg(long)]
    dry_run: bool,
    /// Add what is new and leave known records as they are, whatever the report says about them
    #[arg(long)]
    only_new: bool,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What `lint` is asked to do.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    holdpoint lint report.md\n  \
    holdpoint lint report.md --fail-on error --max-age 30\n  \
    cat report.md | holdpoint lint - --format json | jq '.issues[].rule'")]
struct Lint {
    /// The report, at most 2 MiB; `-` reads the standard input
    file: PathBuf,
    /// How the issues are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// From which severity on the exit code is 4
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
    /// After so many days a report is old; 90 unless told
    #[arg(long, value_name = "DAYS")]
    max_age: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Contradictions only
    Error,
    /// What is likely out of date or forgotten too
    Warning,
    /// Everything
    Note,
    /// Nothing
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people
    Text,
    /// One JSON document, with the line range of every record
    Json,
}

#[derive(Debug, Subcommand)]
enum TemplateCommand {
    /// List the templates that come with the program
    List,
    /// Print one of them, to begin one's own with
    #[command(after_help = "Examples:\n  \
        holdpoint template show launch-checklist > ours.toml\n  \
        holdpoint template show security-baseline --format json | jq .categories")]
    Show {
        /// Its key, as the list has it
        key: String,
        /// How it is written; text is TOML
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Say whether a file is a template, or what is wrong with it
    Check {
        /// The file; JSON where its name ends so, else TOML
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum User {
    /// Add a person; asks for a password, or makes one and prints it once
    #[command(after_help = "Examples:\n  \
        holdpoint user add ada@example.org --name 'Ada Lovelace' --admin\n  \
        holdpoint user add bob@example.org --name Bob --generate\n  \
        echo \"$PASSWORD\" | holdpoint user add eve@example.org --name Eve")]
    Add {
        /// The address the person signs in with
        email: String,
        /// The name others see
        #[arg(long)]
        name: String,
        /// May also administer the installation
        #[arg(long)]
        admin: bool,
        /// Make a password and print it, instead of asking for one
        #[arg(long)]
        generate: bool,
    },
    /// Invite a person to make an account, and print the link that does it
    #[command(after_help = "Examples:\n  \
        holdpoint user invite ada@example.org --name 'Ada Lovelace' --admin\n  \
        holdpoint user invite bob@example.org --name Bob")]
    Invite {
        /// The address the person will sign in with
        email: String,
        /// What the person is called, until they say so themselves
        #[arg(long)]
        name: String,
        /// Will also administer the installation
        #[arg(long)]
        admin: bool,
    },
    /// List the people
    List,
    /// Give a person a new password and end all their sessions
    ResetPassword {
        /// The address the person signs in with
        email: String,
        /// Make a password and print it, instead of asking for one
        #[arg(long)]
        generate: bool,
    },
    /// Remove all second factors of a person who has lost them, and end all their sessions
    ResetFactors {
        /// The address the person signs in with
        email: String,
    },
}

/// Does what the command line asks, and says how it went.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = act(&cli);
    outcome.map_or_else(|error| exit::report(&error), |()| ExitCode::SUCCESS)
}

fn act(cli: &Cli) -> anyhow::Result<()> {
    // A dry run reads a file and nothing else: a wrong value in the configuration is no reason to refuse it.
    if let Command::Import(import) = &cli.command
        && import.dry_run
    {
        return import::dry_run(&import.file, import.format);
    }
    match &cli.command {
        Command::Lint(asked) => return lint::lint(asked),
        Command::Secret => {
            println!("{}", secret::key()?);
            return Ok(());
        }
        Command::VerifySnapshot { file, sha256 } => return snapshot::verify(file, sha256.as_deref()),
        Command::Template(TemplateCommand::List) => {
            template::list();
            return Ok(());
        }
        Command::Template(TemplateCommand::Show { key, format }) => return template::show(key, *format),
        Command::Template(TemplateCommand::Check { file }) => return template::check(file),
        _ => {}
    }
    let (config, lines) = Config::load_with_sources(&cli.flags, &Environment::of_process())?;
    debug_assert_eq!(lines.len(), SETTINGS.len());
    if let Command::Config = cli.command {
        print!("{}", show(&lines));
        return Ok(());
    }
    telemetry::start(&config, matches!(cli.command, Command::Serve));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(act_with(&cli.command, config))
}

async fn act_with(command: &Command, config: Config) -> anyhow::Result<()> {
    match command {
        Command::Serve => run::serve(config).await,
        Command::Import(import) => import::save(&config, import).await,
        Command::Export(asked) => export::export(&config, asked).await,
        Command::Restore { file, slug } => export::restore(&config, file, slug.as_deref()).await,
        Command::User(user) => user::act(&config, user).await,
        Command::Audit(what) => audit::act(&config, what).await,
        Command::Migrate => database::migrate(&config).await,
        Command::Demo => run::demo(&config).await,
        Command::Healthcheck => healthcheck::ask(config.listen).await,
        // Answered before the runtime was started.
        Command::Config | Command::Lint(_) | Command::Secret | Command::Template(_) | Command::VerifySnapshot { .. } => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Secrecy, Setting};
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_project_is_needed_unless_nothing_is_saved() {
        assert!(Cli::try_parse_from(["holdpoint", "import", "x.md"]).is_err());
        assert!(Cli::try_parse_from(["holdpoint", "import", "x.md", "--dry-run"]).is_ok());
        assert!(Cli::try_parse_from(["holdpoint", "import", "-", "--project", "x"]).is_ok());
    }

    #[test]
    fn every_value_is_a_flag_before_and_after_the_command() {
        for flag in SETTINGS.iter().filter_map(Setting::flag) {
            assert!(Cli::try_parse_from(["holdpoint", &flag, "x", "serve"]).is_ok(), "{flag}");
            assert!(Cli::try_parse_from(["holdpoint", "serve", &flag, "x"]).is_ok(), "{flag}");
        }
    }

    #[test]
    fn what_is_secret_is_no_flag() {
        for setting in SETTINGS.iter().filter(|setting| setting.secrecy == Secrecy::Whole) {
            let flag = format!("--{}", setting.name.replace('_', "-"));
            assert!(Cli::try_parse_from(["holdpoint", "serve", &flag, "x"]).is_err(), "{flag}");
        }
    }

    #[test]
    fn every_command_and_exit_code_is_documented() {
        let text = include_str!("../../../docs/cli.md");
        for command in Cli::command().get_subcommands() {
            assert!(text.contains(&format!("## `holdpoint {}", command.get_name())), "{}", command.get_name());
        }
        for line in EXIT_CODES.lines().skip(1) {
            let code = line.trim().split(' ').next().unwrap_or_default();
            assert!(text.contains(&format!("| {code} |")), "{code}");
        }
    }
}
