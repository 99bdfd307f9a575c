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
    let mut flags = Flags::default();
    flags.config = Some(path);
    (folder, flags)
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
    let (_folder, flags) =
        file("listen = '127.0.0.1:1'\nlog_format = 'json'\nsession_idle_minutes = 5\ntrusted_proxy = ['127.0.0.1', '10.0.0.0/8']");
    let flags = flags.with("listen", "127.0.0.1:3");
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
    let flags = Flags::default().with("log_format", "xml");
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
    let mut flags = Flags::default();
    flags.config = Some("no/such.toml".into());
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

const FIRST: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const SECOND: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const THIRD: &str = "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA";

fn keys() -> [(&'static str, &'static str); 3] {
    [("HOLDPOINT_SESSION_KEY", FIRST), ("HOLDPOINT_TOKEN_PEPPER", SECOND), ("HOLDPOINT_DATA_KEY", THIRD)]
}

#[test]
fn a_missing_secret_is_no_wrong_value_but_there_are_no_keys_without_it() {
    let (config, lines) = Config::load_with_sources(&Flags::default(), &environment(&keys()[..1])).unwrap();
    let text = config.keys().unwrap_err().to_string();
    assert!(!text.contains("SESSION_KEY") && text.lines().count() == 3, "{text}");
    for part in ["HOLDPOINT_TOKEN_PEPPER is missing", "HOLDPOINT_DATA_KEY_FILE", "`holdpoint secret`"] {
        assert!(text.contains(part), "{text}");
    }
    let shown = show(&lines);
    assert!(shown.lines().any(|line| line.starts_with("token_pepper") && line.contains("missing")), "{shown}");
    assert!(Config::load(&Flags::default(), &environment(&keys())).unwrap().keys().is_ok());
}

#[test]
fn no_key_is_shown_wherever_it_came_from() {
    let (_folder, flags) = file(&format!("session_key = ['{FIRST}', '{SECOND}']"));
    let (config, lines) = Config::load_with_sources(&flags, &environment(&[("HOLDPOINT_DATA_KEY", THIRD)])).unwrap();
    let shown = show(&lines) + &format!("{config:?}");
    assert!([FIRST, SECOND, THIRD].into_iter().all(|key| !shown.contains(key)), "{shown}");
    assert!(lines.iter().any(|line| line.name == "session_key" && line.value == "***,***" && line.source.contains("holdpoint.toml")));
    let told = refusal(&Flags::default(), &[("HOLDPOINT_TOKEN_PEPPER", "too-short-a-secret")]);
    assert!(told.contains("HOLDPOINT_TOKEN_PEPPER (environment) is wrong (not shown") && !told.contains("too-short"), "{told}");
}

#[test]
fn one_key_is_for_one_purpose() {
    let text = refusal(&Flags::default(), &[("HOLDPOINT_SESSION_KEY", FIRST), ("HOLDPOINT_DATA_KEY", &format!("{THIRD},{FIRST}"))]);
    assert!(text.contains("session_key and data_key have a key in common") && !text.contains(FIRST), "{text}");
}

#[test]
fn a_secret_is_read_from_the_file_that_a_variable_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, content: &[u8]| {
        std::fs::write(folder.path().join(name), content).unwrap();
        folder.path().join(name).display().to_string()
    };
    let (key, url) = (path("key", format!("\n{FIRST}\n").as_bytes()), path("url", b"postgres://holdpoint:hunter2@db/holdpoint\n"));
    let variables = [("HOLDPOINT_SESSION_KEY_FILE", key.as_str()), ("HOLDPOINT_DATABASE_URL_FILE", url.as_str())];
    let (_toml, flags) = file(&format!("session_key = '{SECOND}'"));
    let (config, lines) = Config::load_with_sources(&flags, &environment(&variables)).unwrap();
    assert_eq!(config.database_url.expose(), "postgres://holdpoint:hunter2@db/holdpoint");
    assert_eq!(config.session_key, FIRST.parse().unwrap(), "a file of its own is stronger than the file of all values");
    let shown = show(&lines);
    assert!(shown.contains("HOLDPOINT_SESSION_KEY_FILE") && shown.contains(&key) && !shown.contains(FIRST) && !shown.contains("hunter2"));

    let wrong = path("wrong", b"hunter2");
    let told = refusal(&Flags::default(), &[("HOLDPOINT_SESSION_KEY_FILE", &wrong)]);
    assert!(told.contains(&wrong) && !told.contains("hunter2"), "{told}");
    let both = refusal(&Flags::default(), &[("HOLDPOINT_SESSION_KEY_FILE", &key), ("HOLDPOINT_SESSION_KEY", FIRST)]);
    assert!(both.contains("HOLDPOINT_SESSION_KEY and HOLDPOINT_SESSION_KEY_FILE are both set") && !both.contains(FIRST), "{both}");
    let (empty, binary) = (path("empty", b" \n"), path("binary", b"\xff\xfehunter2"));
    let missing = folder.path().join("missing").display().to_string();
    for (unusable, why) in [(&empty, "is empty"), (&binary, "cannot be read"), (&missing, "cannot be read")] {
        let told = refusal(&Flags::default(), &[("HOLDPOINT_DATA_KEY_FILE", unusable)]);
        assert!(told.contains("HOLDPOINT_DATA_KEY_FILE names ") && told.contains(why) && !told.contains("hunter2"), "{told}");
    }
    let told = refusal(&Flags::default(), &[("HOLDPOINT_LISTEN_FILE", &key)]);
    assert!(told.contains("HOLDPOINT_LISTEN_FILE (environment) is not a known value"), "only secrets have one: {told}");
}

#[test]
fn a_password_in_a_flag_is_refused_and_told_where_else_it_goes() {
    let flags = Flags::default().with("database_url", "postgres://holdpoint:hunter2@db/holdpoint");
    let told = refusal(&flags, &[]);
    assert!(told.contains("HOLDPOINT_DATABASE_URL_FILE") && !told.contains("hunter2"), "{told}");
    assert!(!format!("{flags:?}").contains("hunter2"));
    assert!(Config::load(&Flags::default().with("database_url", "postgres://holdpoint@db/holdpoint"), &environment(&[])).is_ok());
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
            Preset::Required => "none, has to be given".to_owned(),
        };
        let flag = setting.flag().unwrap_or_else(|| "no flag".to_owned());
        for part in [setting.variable(), flag, preset, setting.allowed.to_owned()] {
            assert!(row.contains(&part), "“{part}” is missing in: {row}");
        }
    }
}
