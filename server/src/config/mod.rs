//! The configuration: one typed struct, read once.
//!
//! A value comes from the first of these that has it: a flag, the environment (`HOLDPOINT_` and the name in capitals),
//! the file named by `--config` or `HOLDPOINT_CONFIG` (TOML), the default. The list of values is [`SETTINGS`];
//! `.env.example` and `docs/configuration.md` name the same ones, which a test holds them to.

mod oidc;
mod proxies;
mod show;
mod sources;
mod values;

use std::path::PathBuf;

pub use oidc::OidcProviders;
pub use proxies::{Network, TrustedProxies};
pub use show::show;
pub use sources::{ConfigError, Environment, Problem};
pub use values::{DatabaseUrl, LogFilter, LogFormat, PublicUrl, Whole};

/// What a value is when nobody sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// This text, read like any other.
    Fixed(&'static str),
    /// It follows from other values, as described.
    Derived(&'static str),
}

/// One line of the list of values.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The name in the file; the flag has dashes, the variable capitals and the prefix.
    pub name: &'static str,
    /// What it is when nobody sets it.
    pub preset: Preset,
    /// What may be written, and in which unit.
    pub allowed: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Whether it may hold a secret, and is masked when shown.
    pub secret: bool,
}

impl Setting {
    /// The environment variable: `HOLDPOINT_LISTEN`.
    pub fn variable(&self) -> String {
        format!("{}{}", sources::PREFIX, self.name.to_uppercase())
    }

    /// The flag: `--listen`.
    pub fn flag(&self) -> String {
        format!("--{}", self.name.replace('_', "-"))
    }
}

/// One list, from which come the struct, the flags and the table of values: they cannot drift apart.
macro_rules! settings {
    ($( $(#[doc = $about:literal])+ $name:ident: $type:ty = $preset:expr, $allowed:literal $(, $secret:ident)?; )+) => {
        /// What the program runs with.
        #[derive(Clone, Debug)]
        pub struct Config {
            $( $(#[doc = $about])+ #[doc = ""] #[doc = concat!("Allowed: ", $allowed, ".")] pub $name: $type, )+
        }

        /// The same values as flags, as they were written.
        #[derive(Clone, Debug, Default, clap::Args)]
        pub struct Flags {
            /// A TOML file with any of the values below; else the variable `HOLDPOINT_CONFIG` names it
            #[arg(long, global = true, value_name = "FILE", help_heading = "Configuration")]
            pub config: Option<PathBuf>,
            $(
                // clap reads no macro in a doc comment.
                #[doc = concat!($($about),+, " Allowed: ", $allowed, ".")]
                #[arg(long, global = true, value_name = "VALUE", help_heading = "Configuration", hide_short_help = true,
                    help = concat!($($about),+, " Allowed: ", $allowed, "."))]
                pub $name: Option<String>,
            )+
        }

        /// Every value there is, in the order they are documented.
        pub const SETTINGS: &[Setting] = &[ $( Setting {
            name: stringify!($name),
            preset: $preset,
            allowed: $allowed,
            about: concat!($($about),+),
            secret: !stringify!($($secret)?).is_empty(),
        } ),+ ];

        impl Config {
            fn read(reader: &mut sources::Reader<'_>) -> Option<Self> {
                $( let $name = reader.read::<$type>(stringify!($name)); )+
                // After all were read, so that every wrong value is reported at once.
                Some(Self { $( $name: $name? ),+ })
            }
        }

        impl Flags {
            fn given(&self) -> Vec<(&'static str, String)> {
                let all = [ $( (stringify!($name), self.$name.clone()) ),+ ];
                all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
            }
        }
    };
}

use Preset::{Derived, Fixed};

settings! {
    /// Where the server listens.
    listen: std::net::SocketAddr = Fixed("127.0.0.1:3000"), "an IP address and a port, such as 127.0.0.1:3000 or 0.0.0.0:3000";
    /// The folder for everything that is kept on disk; made where it is missing.
    data_dir: PathBuf = Fixed("./data"), "a path";
    /// The database, with its password where it has one.
    database_url: DatabaseUrl = Derived("SQLite, the file holdpoint.db in data_dir"),
        "sqlite:PATH, or postgres://USER:PASSWORD@HOST:PORT/NAME", secret;
    /// Most connections to the database at a time.
    database_connections: Whole<1, 200> = Fixed("8"), "a whole number from 1 to 200";
    /// The address people type: decides the cookie's name and protection, HSTS, and which origin may post.
    public_url: PublicUrl = Derived("http:// and the value of listen"), "http:// or https:// and a host, with a port where it is not the usual one, without a path";
    /// The proxies in front, whose X-Forwarded-For is believed when the client's address is asked for.
    trusted_proxy: TrustedProxies = Fixed("none"), "none, or addresses and networks with commas between, such as 127.0.0.1, 10.0.0.0/8";
    /// How the log is written.
    log_format: LogFormat = Fixed("pretty"), "pretty or json";
    /// What is logged: a level, or levels by part of the program.
    log_filter: LogFilter = Fixed("info"), "error, warn, info, debug, trace, or directives such as info,service=debug";
    /// A session ends after this time without a request, in minutes.
    session_idle_minutes: Whole<1, 43_200> = Fixed("720"), "a whole number of minutes from 1 to 43200 (30 days)";
    /// A session ends this long after sign-in whatever is done in it, in hours.
    session_absolute_hours: Whole<1, 8_760> = Fixed("168"), "a whole number of hours from 1 to 8760 (a year)";
    /// A request that takes longer is given up, in seconds.
    request_timeout_seconds: Whole<1, 600> = Fixed("30"), "a whole number of seconds from 1 to 600";
    /// The largest body of a request, in bytes; a file of evidence may have 5 MiB (5242880), its form needs some more.
    body_limit_bytes: Whole<65_536, 67_108_864> = Fixed("6291456"), "a whole number of bytes from 65536 to 67108864 (64 MiB)";
    /// How long the server goes on serving after it was told to stop, with /readyz answering 503, in seconds: time for a load balancer to look away.
    stop_delay_seconds: Whole<0, 300> = Fixed("0"), "a whole number of seconds from 0 to 300";
    /// Memory one hashing of a password takes, in KiB.
    password_memory_kib: Whole<7_168, 1_048_576> = Fixed("19456"), "a whole number of KiB from 7168 to 1048576";
    /// Passes over that memory.
    password_iterations: Whole<1, 20> = Fixed("2"), "a whole number from 1 to 20; the less memory, the more are demanded: 1 from 47104 KiB, 2 from 19456, 3 from 12288, 4 from 9216, else 5";
    /// Who may vouch for people who sign in: providers of OpenID Connect (docs/sso.md).
    oidc_providers: OidcProviders = Fixed("none"), "none, or the path of a TOML file";
}

impl Config {
    /// Reads the configuration from all its sources.
    ///
    /// # Errors
    /// Names every value that is wrong, where it came from and what is allowed, and every name that is not known.
    pub fn load(flags: &Flags, environment: &Environment) -> Result<Self, ConfigError> {
        Self::load_with_sources(flags, environment).map(|(config, _)| config)
    }

    /// The same, and for each of [`SETTINGS`] where it came from and what it is, secrets masked.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn load_with_sources(flags: &Flags, environment: &Environment) -> Result<(Self, Vec<show::Line>), ConfigError> {
        let figment = sources::gather(flags, environment)?;
        let mut reader = sources::Reader::new(&figment);
        let mut config = Self::read(&mut reader);
        let mut problems = reader.into_problems();
        if let Some(config) = &mut config {
            config.oidc_providers.load(environment, &mut problems);
            config.check_together(&mut problems);
        }
        match config {
            Some(config) if problems.is_empty() => Ok((config, show::lines(&figment))),
            _ => Err(ConfigError::new(problems)),
        }
    }

    /// What no value can be blamed for alone.
    fn check_together(&self, problems: &mut Vec<Problem>) {
        // OWASP, Password Storage Cheat Sheet: less memory is paid for with passes.
        let needed = match self.password_memory_kib.get() {
            47_104.. => 1,
            19_456.. => 2,
            12_288.. => 3,
            9_216.. => 4,
            _ => 5,
        };
        if self.password_iterations.get() < needed {
            problems.push(Problem::new(format!(
                "password_iterations is {}, but with password_memory_kib {} at least {needed} are needed",
                self.password_iterations.get(),
                self.password_memory_kib.get()
            )));
        }
    }
}

#[cfg(test)]
mod tests;
