//! The configuration: one typed struct, read once.
//!
//! A value comes from the first of these that has it: a flag, the environment (`HOLDPOINT_` and the name in capitals),
//! the file named by `--config` or `HOLDPOINT_CONFIG` (TOML), the default. A secret may stand in a file of its own, which the variable
//! with `_FILE` at its end names. The list of values is [`SETTINGS`]; `.env.example` and `docs/configuration.md` name the same ones,
//! which a test holds them to.

mod flags;
mod key_list;
mod mail;
mod oidc;
mod origins;
mod proxies;
mod rate;
mod secret_files;
mod show;
mod sources;
mod values;

use std::path::PathBuf;

use service::keys::Keys;

pub use flags::Flags;
pub use key_list::KeyList;
pub use mail::{Host, Login, Maybe, Secret, SmtpTls};
pub use oidc::OidcProviders;
pub use origins::CorsOrigins;
pub use proxies::{Network, TrustedProxies};
pub use rate::Rate;
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
    /// It has to be given where it is used: a secret that everybody knows is none.
    Required,
}

/// Whether a value may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// By everybody.
    Open,
    /// All of it but the password in it.
    InPart,
    /// By nobody: it is not shown, and not typed as a flag, for other accounts of the machine can read those.
    Whole,
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
    /// Both of these, for the help.
    help: &'static str,
    /// Whether it is masked when shown.
    pub secrecy: Secrecy,
}

impl Setting {
    /// The environment variable: `HOLDPOINT_LISTEN`.
    pub fn variable(&self) -> String {
        format!("{}{}", sources::PREFIX, self.name.to_uppercase())
    }

    /// The flag: `--listen`. What is secret as a whole has none.
    pub fn flag(&self) -> Option<String> {
        (self.secrecy != Secrecy::Whole).then(|| format!("--{}", self.name.replace('_', "-")))
    }

    /// The variable that names a file with the value: `HOLDPOINT_DATABASE_URL_FILE`. Only secrets have one.
    pub fn file_variable(&self) -> Option<String> {
        (self.secrecy != Secrecy::Open).then(|| format!("{}_FILE", self.variable()))
    }
}

/// One list, from which come the struct, the flags and the table of values: they cannot drift apart.
macro_rules! settings {
    ($( $(#[doc = $about:literal])+ $name:ident: $type:ty = $preset:expr, $allowed:literal $(, $secrecy:ident)?; )+) => {
        /// What the program runs with.
        #[derive(Clone, Debug)]
        #[allow(rustdoc::bare_urls, reason = "what may be written is an address, for the command line and the documentation too")]
        pub struct Config {
            $( $(#[doc = $about])+ #[doc = ""] #[doc = concat!("Allowed: ", $allowed, ".")] pub $name: $type, )+
        }

        /// Every value there is, in the order they are documented.
        pub const SETTINGS: &[Setting] = &[ $( Setting {
            name: stringify!($name),
            preset: $preset,
            allowed: $allowed,
            about: concat!($($about),+),
            help: concat!($($about),+, " Allowed: ", $allowed, "."),
            secrecy: secrecy!($($secrecy)?),
        } ),+ ];

        impl Config {
            fn read(reader: &mut sources::Reader<'_>) -> Option<Self> {
                $( let $name = reader.read::<$type>(stringify!($name)); )+
                // After all were read, so that every wrong value is reported at once.
                Some(Self { $( $name: $name? ),+ })
            }
        }
    };
}

/// How the list says what is secret.
macro_rules! secrecy {
    () => {
        Secrecy::Open
    };
    (secret_in_part) => {
        Secrecy::InPart
    };
    (secret) => {
        Secrecy::Whole
    };
}

use Preset::{Derived, Fixed, Required};

settings! {
    /// Where the server listens.
    listen: std::net::SocketAddr = Fixed("127.0.0.1:3000"), "an IP address and a port, such as 127.0.0.1:3000 or 0.0.0.0:3000";
    /// The folder for everything that is kept on disk; made where it is missing.
    data_dir: PathBuf = Fixed("./data"), "a path";
    /// The database, with its password where it has one.
    database_url: DatabaseUrl = Derived("SQLite, the file holdpoint.db in data_dir"),
        "sqlite:PATH, or postgres://USER:PASSWORD@HOST:PORT/NAME", secret_in_part;
    /// Most connections to the database at a time.
    database_connections: Whole<1, 200> = Fixed("8"), "a whole number from 1 to 200";
    /// The address people type: decides the cookie's name and protection, HSTS, and which origin may post.
    public_url: PublicUrl = Derived("http:// and the value of listen"), "http:// or https:// and a host, with a port where it is not the usual one, without a path";
    /// The proxies in front, whose X-Forwarded-For is believed when the client's address is asked for.
    trusted_proxy: TrustedProxies = Fixed("none"), "none, or addresses and networks with commas between, such as 127.0.0.1, 10.0.0.0/8";
    /// Makes the digests of session ids: whoever reads or writes the database makes no session without it.
    session_key: KeyList = Required, "keys with commas between, the one in force first and former ones after it; each at least 32 bytes, in base64url or hexadecimal", secret;
    /// Makes the digests of API tokens, of links and of recovery codes: those in the database are useless without it.
    token_pepper: KeyList = Required, "keys with commas between, the one in force first and former ones after it; each at least 32 bytes, in base64url or hexadecimal", secret;
    /// Seals what has to be read again, such as the secrets of one-time passwords.
    data_key: KeyList = Required, "keys with commas between, the one in force first and former ones after it; each at least 32 bytes, in base64url or hexadecimal", secret;
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
    /// Passwords, codes and links that may be tried, for each session and token.
    limit_sign_in: Rate = Fixed("30"), "0, or requests a minute, with how many may come at once after a slash (else as many as in a minute): 600 or 600/100";
    /// Reports and projects that may be handed in, and posts while they are looked through.
    limit_import: Rate = Fixed("60"), "0, or requests a minute, with how many may come at once after a slash (else as many as in a minute): 600 or 600/100";
    /// Files and whole reports that may be made or fetched.
    limit_export: Rate = Fixed("60"), "0, or requests a minute, with how many may come at once after a slash (else as many as in a minute): 600 or 600/100";
    /// Requests to /api and with a token.
    limit_api: Rate = Fixed("600"), "0, or requests a minute, with how many may come at once after a slash (else as many as in a minute): 600 or 600/100";
    /// All other pages and forms; probes, styles and pictures are free.
    limit_pages: Rate = Fixed("600"), "0, or requests a minute, with how many may come at once after a slash (else as many as in a minute): 600 or 600/100";
    /// How many times as much as a session may come from one address (IPv6: from one network of 64 bits): people of an office share one.
    limit_address_factor: Whole<1, 1_000> = Fixed("5"), "a whole number from 1 to 1000";
    /// Origins whose pages may use /api and downloads with a token of their own, never with cookies.
    cors_origins: CorsOrigins = Fixed("none"), "none, or origins with commas between, such as https://status.example, http://localhost:8080";
    /// The server that takes mail for people: with one, links for invitations and new passwords are mailed; without one they are shown to whoever makes them.
    smtp_host: Maybe<Host> = Fixed("none"), "none, or the name or address of a host";
    /// Its port.
    smtp_port: Whole<1, 65_535> = Fixed("587"), "a whole number from 1 to 65535";
    /// How the connection to it is protected: from the first byte on, after a word in the open, or not at all.
    smtp_tls: SmtpTls = Fixed("starttls"), "tls, starttls or none; none with a user only on this very machine";
    /// The user it asks for.
    smtp_user: Maybe<Login> = Fixed("none"), "none, or a name; together with smtp_password";
    /// The password of that user.
    smtp_password: Maybe<Secret> = Fixed("none"), "none, or a password; together with smtp_user", secret;
    /// From whom letters come; needed where there is such a server.
    smtp_from: Maybe<service::mail::Sender> = Fixed("none"), "none, or an address such as holdpoint@example.org or Holdpoint <holdpoint@example.org>";
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

    /// The secrets of the installation.
    ///
    /// # Errors
    /// Names every one that is missing, and how to make it.
    pub fn keys(&self) -> Result<Keys, ConfigError> {
        let rings = (self.session_key.ring(), self.token_pepper.ring(), self.data_key.ring());
        if let (Some(sessions), Some(tokens), Some(data)) = rings {
            return Ok(Keys { sessions, tokens, data });
        }
        Err(ConfigError::new(self.key_lists().into_iter().filter(|(_, list)| list.is_missing()).map(|(name, _)| missing(name)).collect()))
    }

    fn key_lists(&self) -> [(&'static str, &KeyList); 3] {
        [("session_key", &self.session_key), ("token_pepper", &self.token_pepper), ("data_key", &self.data_key)]
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
        // Else one that got out would give away the others.
        let [sessions, tokens, data] = self.key_lists();
        for (one, other) in [(sessions, tokens), (sessions, data), (tokens, data)] {
            if one.1.has_a_key_of(other.1) {
                problems.push(Problem::new(format!("{} and {} have a key in common; each needs keys of its own", one.0, other.0)));
            }
        }
        problems.extend(self.mail_problems());
    }
}

fn missing(name: &str) -> Problem {
    let variable = format!("{}{}", sources::PREFIX, name.to_uppercase());
    Problem::new(format!(
        "{variable} is missing: set it, or {variable}_FILE to the path of a file with it; `holdpoint secret` prints a good one"
    ))
}

#[cfg(test)]
mod tests;
