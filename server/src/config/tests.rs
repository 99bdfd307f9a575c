use super::*;

fn environment(variables: &[(&str, &str)]) -> Environment {
    variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn refusal(flags: &Flags, variables: &[(&str, &str)]) -> String {
    Config::load(flags, &environment(variables)).unwrap_err().to_string()
}

fn file(content: &str) -> (tempfile::TempDir, Flags) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("holdpoint.toml");
    std::fs::write(&path, content).unwrap();
    (folder, Flags { config: Some(path), ..Flags::default() })
}

#[test]
fn with_nothing_set_the_defaults_hold() {
    let config = Config::load(&Flags::default(), &environment(&[("PATH", "/bin")])).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.public_url.origin(), "http://127.0.0.1:3000");
    assert_eq!(config.database_url.expose(), "sqlite:./data/holdpoint.db");
    assert_eq!(config.session_idle_minutes.get(), 720);
}

#[test]
fn the_database_and_the_public_address_follow_from_other_values() {
    let config =
        Config::load(&Flags::default(), &environment(&[("HOLDPOINT_DATA_DIR", "/srv/x/"), ("HOLDPOINT_LISTEN", "[::1]:80")])).unwrap();
    assert_eq!(config.database_url.expose(), "sqlite:/srv/x/holdpoint.db");
    assert_eq!(config.public_url.origin(), "http://[::1]");
}

#[test]
fn a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default() {
    let (_folder, mut flags) =
        file("listen = '127.0.0.1:1'\nlog_format = 'json'\nsession_idle_minutes = 5\ntrusted_proxy = ['127.0.0.1', '10.0.0.0/8']");
    flags.listen = Some("127.0.0.1:3".to_owned());
    let variables = [("HOLDPOINT_LISTEN", "127.0.0.1:2"), ("HOLDPOINT_LOG_FORMAT", "pretty")];
    let (config, lines) = Config::load_with_sources(&flags, &environment(&variables)).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.log_format, LogFormat::Pretty);
    assert_eq!(config.session_idle_minutes.get(), 5);
    let source = |name| lines.iter().find(|line| line.name == name).unwrap().source.clone();
    assert_eq!(source("listen"), "flag");
    assert_eq!(source("log_format"), "environment");
    assert!(source("session_idle_minutes").contains("holdpoint.toml"));
    assert_eq!(source("body_limit_bytes"), "default");
    assert_eq!(source("public_url"), "default");
}

#[test]
fn a_wrong_value_names_itself_its_source_and_what_is_allowed() {
    let text = refusal(&Flags::default(), &[("HOLDPOINT_LISTEN", "everywhere")]);
    assert!(text.contains("HOLDPOINT_LISTEN (environment) is “everywhere”; allowed: an IP address and a port"), "{text}");
    let flags = Flags { log_format: Some("xml".to_owned()), ..Flags::default() };
    assert!(refusal(&flags, &[]).contains("--log-format (flag) is “xml”; allowed: pretty or json"));
    let (_folder, flags) = file("session_idle_minutes = 0");
    let text = refusal(&flags, &[]);
    assert!(text.contains("session_idle_minutes (file ") && text.contains("holdpoint.toml) is “0”; allowed: a whole number"), "{text}");
}

#[test]
fn every_wrong_value_is_reported_at_once() {
    let text = refusal(&Flags::default(), &[("HOLDPOINT_LISTEN", "x"), ("HOLDPOINT_LOG_FORMAT", "y"), ("HOLDPOINT_DATABSE_URL", "z")]);
    assert_eq!(text.lines().count(), 4, "{text}");
}

#[test]
fn an_unknown_name_is_refused_wherever_it_stands() {
    assert!(refusal(&Flags::default(), &[("HOLDPOINT_LISTENS", "1")]).contains("HOLDPOINT_LISTENS (environment) is not a known value"));
    let (_folder, flags) = file("[server]\nlisten = '127.0.0.1:1'");
    assert!(refusal(&flags, &[]).contains("server (file "));
}

#[test]
fn a_file_that_cannot_be_read_or_is_no_toml_is_named() {
    let flags = Flags { config: Some("no/such.toml".into()), ..Flags::default() };
    assert!(refusal(&flags, &[]).contains("no/such.toml"));
    assert!(refusal(&Flags::default(), &[("HOLDPOINT_CONFIG", "no/such.toml")]).contains("no/such.toml"));
    let (_folder, flags) = file("listen = ");
    assert!(refusal(&flags, &[]).contains("holdpoint.toml"));
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    assert!(Config::load(&Flags::default(), &environment(&[("HOLDPOINT_PUBLIC_URL", "")])).is_ok());
}

#[test]
fn a_secret_is_neither_shown_nor_told_in_a_refusal() {
    let variables = [("HOLDPOINT_DATABASE_URL", "postgres://holdpoint:hunter2@db/holdpoint")];
    let (config, lines) = Config::load_with_sources(&Flags::default(), &environment(&variables)).unwrap();
    let shown = show(&lines) + &format!("{config:?}");
    assert!(shown.contains("postgres://holdpoint:***@db/holdpoint") && !shown.contains("hunter2"));
    assert!(!refusal(&Flags::default(), &[("HOLDPOINT_DATABASE_URL", "mysql://x:hunter2@db")]).contains("hunter2"));
}

#[test]
fn little_memory_for_a_password_must_be_paid_for_with_passes() {
    let text = refusal(&Flags::default(), &[("HOLDPOINT_PASSWORD_MEMORY_KIB", "7168")]);
    assert!(text.contains("at least 5"), "{text}");
    let enough = [("HOLDPOINT_PASSWORD_MEMORY_KIB", "7168"), ("HOLDPOINT_PASSWORD_ITERATIONS", "5")];
    assert!(Config::load(&Flags::default(), &environment(&enough)).is_ok());
}

#[test]
fn without_values_about_mail_there_is_none_and_halves_of_it_are_refused() {
    assert!(Config::load(&Flags::default(), &environment(&[])).unwrap().mailer().is_none());
    let (host, from) = (("HOLDPOINT_SMTP_HOST", "mail.example.org"), ("HOLDPOINT_SMTP_FROM", "Holdpoint <holdpoint@example.org>"));
    let login = [("HOLDPOINT_SMTP_USER", "kim"), ("HOLDPOINT_SMTP_PASSWORD", "hunter2")];
    let (config, lines) = Config::load_with_sources(&Flags::default(), &environment(&[host, from, login[0], login[1]])).unwrap();
    assert!(config.mailer().is_some());
    assert!(!format!("{config:?}{}", show(&lines)).contains("hunter2"));
    assert!(refusal(&Flags::default(), &[host]).contains("smtp_from"));
    assert!(refusal(&Flags::default(), &[host, from, login[0]]).contains("only one is set"));
    let open = ("HOLDPOINT_SMTP_TLS", "none");
    assert!(refusal(&Flags::default(), &[host, from, login[0], login[1], open]).contains("in the open"));
    assert!(refusal(&Flags::default(), &[("HOLDPOINT_SMTP_FROM", "a@b\r\nBcc: c@d")]).contains("SMTP_FROM"));
    let here = ("HOLDPOINT_SMTP_HOST", "127.0.0.1");
    assert!(Config::load(&Flags::default(), &environment(&[here, from, login[0], login[1], open])).is_ok());
}

#[test]
fn the_example_environment_names_exactly_the_values_there_are_with_their_defaults() {
    let text = include_str!("../../../.env.example");
    let listed: Vec<&str> = text.lines().filter_map(|line| line.trim_start_matches("# ").split_once('=')).map(|(name, _)| name).collect();
    let mut wanted: Vec<String> = SETTINGS.iter().map(Setting::variable).collect();
    wanted.insert(0, "HOLDPOINT_CONFIG".to_owned());
    assert_eq!(listed, wanted);
    for setting in SETTINGS {
        if let Preset::Fixed(preset) = setting.preset {
            let line = format!("{}={preset}", setting.variable());
            assert!(text.contains(&line), "{line}");
        }
    }
}

#[test]
fn the_documentation_lists_exactly_the_values_there_are_with_default_and_allowed() {
    let text = include_str!("../../../docs/configuration.md");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `")).collect();
    let names: Vec<&str> = rows.iter().filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(names, SETTINGS.iter().map(|setting| setting.name).collect::<Vec<_>>());
    for (row, setting) in rows.iter().zip(SETTINGS) {
        let preset = match setting.preset {
            Preset::Fixed(text) => format!("`{text}`"),
            Preset::Derived(text) => text.to_owned(),
        };
        for part in [setting.variable(), setting.flag(), preset, setting.allowed.to_owned()] {
            assert!(row.contains(&part), "“{part}” is missing in: {row}");
        }
    }
}
