//! The program itself, as it is typed.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs it with nothing in its environment but these, and a data folder.
pub(crate) fn run(folder: &Path, arguments: &[&str], input: &str, variables: &[(&str, &str)]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_holdpoint"))
        .args(arguments)
        .env_clear()
        .env("HOLDPOINT_DATA_DIR", folder.join("data"))
        .env("HOLDPOINT_PASSWORD_ITERATIONS", "2")
        .envs(variables.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// One of the projects of the demonstration.
const DEMO_PROJECT: &str = "ferrywatch";

const REPORT: &str = "# Readiness of the tide gauge\n\nDate: 2026-02-03\n\n| Category | Weight | Score |\n|---|---|---|\n\
    | Sensors | 60 | 9/10 |\n| Alarms | 40 | 5/10 |\n";

#[test]
fn a_dry_run_reads_a_pipe_and_writes_json_without_leaving_a_trace() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["import", "-", "--dry-run", "--format", "json"], REPORT, &[("HOLDPOINT_LISTEN", "wrong")]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let json: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert!(json.to_string().contains("Readiness of the tide gauge"), "{json}");
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_dry_run_in_text_names_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("report.md"), REPORT).unwrap();
    let output = run(folder.path(), &["import", "report.md", "--dry-run"], "", &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("Sensors") || out(&output).contains("categories"), "{}", out(&output));
}

#[test]
fn a_report_is_linted_without_a_trace_and_the_exit_code_says_whether_something_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let odd = "# Tide gauge\n\n- 40/40 tests pass\n- 91% test pass rate\n";
    let wrong = [("HOLDPOINT_LISTEN", "wrong")];
    for (arguments, report, code) in [
        (&["lint", "-"][..], odd, 4),
        (&["lint", "-", "--fail-on", "never"][..], odd, 0),
        (&["lint", "-"][..], "# Tide gauge\n\n- 40/40 tests pass\n", 0),
        (&["lint", "-", "--max-age", "3"][..], REPORT, 4),
        (&["lint", "-", "--max-age", "3", "--fail-on", "error"][..], REPORT, 0),
        (&["lint", "-"][..], " ", 3),
    ] {
        let output = run(folder.path(), arguments, report, &wrong);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}{}", out(&output), err(&output));
    }
    let text = out(&run(folder.path(), &["lint", "-"], odd, &wrong));
    assert!(text.starts_with("-:3: error HP001 same-fact-two-values: ") && text.contains("line 4: 91% test pass rate"), "{text}");
    let json = run(folder.path(), &["lint", "-", "--format", "json"], odd, &wrong);
    let json: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!((&json["issues"][0]["rule"], &json["issues"][0]["places"][1]["lines"]["first"]), (&"HP001".into(), &4.into()));
    assert!(!folder.path().join("data").exists());
}

#[test]
fn the_exit_code_tells_what_went_wrong_and_the_standard_output_stays_empty() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("large.md"), vec![b'a'; 2 * 1024 * 1024 + 1]).unwrap();
    let cases: [(&[&str], i32, &str); 9] = [
        (&["import", "missing.md", "--dry-run"], 1, "missing.md"),
        (&["healthcheck", "--listen", "127.0.0.1:1"], 1, "no server answers"),
        (&["fly"], 2, "fly"),
        (&["import", "x.md"], 2, "--project"),
        (&["config", "--listen", "here"], 2, "--listen (flag) is “here”"),
        (&["import", "large.md", "--dry-run"], 3, "2 MiB"),
        (&["import", "-", "--dry-run"], 3, "empty"),
        (&["import", "-", "--project", "none"], 3, "project “none”"),
        (&["user", "add", "kim@example.org", "--name", "Kim"], 3, "too short"),
    ];
    for (arguments, code, said) in cases {
        let output = run(folder.path(), arguments, "", &[]);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(said), "{arguments:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
    }
}

#[test]
fn a_report_becomes_an_assessment_once() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["demo"], "", &[]).status.code(), Some(0));
    let import = || run(folder.path(), &["import", "-", "--project", DEMO_PROJECT, "--format", "json"], REPORT, &[]);
    let first: serde_json::Value = serde_json::from_str(&out(&import())).unwrap();
    let again: serde_json::Value = serde_json::from_str(&out(&import())).unwrap();
    assert_eq!((&first["already_imported"], &again["already_imported"]), (&false.into(), &true.into()));
    assert_eq!(first["assessment"], again["assessment"]);
}

#[test]
fn a_second_demonstration_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let first = run(folder.path(), &["demo"], "", &[]);
    assert!(out(&first).contains('@') && out(&first).lines().count() == 1, "{}", out(&first));
    assert_eq!(run(folder.path(), &["demo"], "", &[]).status.code(), Some(3));
}

#[test]
fn people_are_added_listed_and_given_new_passwords() {
    let folder = tempfile::tempdir().unwrap();
    let ask = |arguments: &[&str], input: &str| run(folder.path(), arguments, input, &[]);
    let added = ask(&["user", "add", "Ada@Example.org", "--name", "Ada", "--admin"], "a long enough password\n");
    assert_eq!((added.status.code(), out(&added).as_str()), (Some(0), ""), "{}", err(&added));
    let made = ask(&["user", "add", "bob@example.org", "--name", "Bob", "--generate"], "");
    assert_eq!(out(&made).trim().len(), 20);
    assert_eq!(out(&ask(&["user", "list"], "")), "ada@example.org\tAda\tadministrator\nbob@example.org\tBob\t\n");
    assert_eq!(ask(&["user", "add", "ada@example.org", "--name", "Ada"], "a long enough password").status.code(), Some(3));
    assert_eq!(ask(&["user", "add", "eve@example.org", "--name", "Eve"], "eve@example.org").status.code(), Some(3), "easily guessed");
    let keyless = ask(&["user", "invite", "kim@example.org", "--name", "Kim"], "");
    assert!(!keyless.status.success() && err(&keyless).contains("TOKEN_PEPPER"), "{}", err(&keyless));
    let key = ["a", "b", "c"].map(|sign| sign.repeat(64));
    let keys = [("HOLDPOINT_SESSION_KEY", &*key[0]), ("HOLDPOINT_TOKEN_PEPPER", &*key[1]), ("HOLDPOINT_DATA_KEY", &*key[2])];
    let ask = |arguments: &[&str], input: &str| run(folder.path(), arguments, input, &keys);
    let link = out(&ask(&["user", "invite", "kim@example.org", "--name", "Kim"], ""));
    assert!(link.starts_with("http://127.0.0.1:3000/invitations/hpi_") && link.trim().len() == 102, "{link}");
    assert_eq!(ask(&["user", "invite", "ada@example.org", "--name", "Ada"], "").status.code(), Some(3), "has an account");
    assert_eq!(ask(&["user", "reset-password", "bob@example.org"], "another long password").status.code(), Some(0));
    assert_eq!(ask(&["user", "reset-password", "eve@example.org"], "another long password").status.code(), Some(3));
    let none = ask(&["user", "reset-factors", "bob@example.org"], "");
    assert_eq!(none.status.code(), Some(3));
    assert!(err(&none).contains("has no second factor"), "{}", err(&none));
}

#[test]
fn the_configuration_in_force_is_shown_without_its_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let variables = [("HOLDPOINT_DATABASE_URL", "postgres://holdpoint:hunter2@db/holdpoint")];
    let output = run(folder.path(), &["config", "--session-idle-minutes", "5"], "", &variables);
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    assert!(!text.contains("hunter2") && text.contains("holdpoint:***@db"), "{text}");
    let line = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(line("session_idle_minutes").contains("5 ") && line("session_idle_minutes").ends_with("(flag)"), "{text}");
    assert!(line("database_url").ends_with("(environment)") && line("listen").ends_with("(default)"), "{text}");
}

#[test]
fn migrating_says_what_was_done() {
    let folder = tempfile::tempdir().unwrap();
    assert!(out(&run(folder.path(), &["migrate"], "", &[])).contains("run."));
    assert_eq!(out(&run(folder.path(), &["migrate"], "", &[])), "The database was up to date.\n");
}

#[test]
fn version_and_help_go_to_the_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(out(&run(folder.path(), &["--version"], "", &[])), format!("holdpoint {}\n", env!("CARGO_PKG_VERSION")));
    let help = out(&run(folder.path(), &["--help"], "", &[]));
    for part in ["Examples:", "Exit codes:", "healthcheck", "--database-url"] {
        assert!(help.contains(part), "{part}");
    }
    for setting in server::config::SETTINGS {
        assert!(setting.flag().is_none() || help.contains(setting.allowed), "{} says what is allowed", setting.name);
    }
}

#[test]
fn a_server_without_its_secrets_says_which_are_missing_and_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let key = out(&run(folder.path(), &["secret"], "", &[("HOLDPOINT_LISTEN", "wrong")]));
    assert_eq!(key.trim().len(), 43, "{key}");
    let output = run(folder.path(), &["serve"], "", &[("HOLDPOINT_SESSION_KEY", key.trim())]);
    assert_eq!(output.status.code(), Some(2));
    let told = err(&output);
    assert!(!told.contains("HOLDPOINT_SESSION_KEY") && !told.contains(key.trim()), "{told}");
    for part in ["HOLDPOINT_TOKEN_PEPPER is missing", "HOLDPOINT_DATA_KEY is missing", "`holdpoint secret`"] {
        assert!(told.contains(part), "{told}");
    }
    assert!(!folder.path().join("data").exists());
    let shown = out(&run(folder.path(), &["config"], "", &[("HOLDPOINT_SESSION_KEY", key.trim())]));
    assert!(!shown.contains(key.trim()) && shown.lines().any(|line| line.starts_with("data_key") && line.contains("missing")), "{shown}");
}

#[test]
fn a_secret_comes_from_a_file_and_never_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let key = out(&run(folder.path(), &["secret"], "", &[]));
    std::fs::write(folder.path().join("key"), &key).unwrap();
    let shown = out(&run(folder.path(), &["config"], "", &[("HOLDPOINT_SESSION_KEY_FILE", "key")]));
    let line = shown.lines().find(|line| line.starts_with("session_key")).unwrap();
    assert!(line.contains("***") && line.ends_with("(HOLDPOINT_SESSION_KEY_FILE, key)") && !shown.contains(key.trim()), "{shown}");
    for arguments in [&["serve", "--session-key", key.trim()][..], &["config", "--database-url", "postgres://a:hunter2@db/x"]] {
        let output = run(folder.path(), arguments, "", &[]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!err(&output).contains("hunter2"), "{}", err(&output));
    }
}

#[test]
fn a_template_that_comes_along_is_shown_and_taken_for_one_and_a_spoiled_one_is_refused_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let list = out(&run(folder.path(), &["template", "list"], "", &[]));
    assert_eq!(list.lines().count(), 7, "{list}");
    for (format, file) in [("text", "ours.toml"), ("json", "ours.json")] {
        let shown = out(&run(folder.path(), &["template", "show", "launch-checklist", "--format", format], "", &[]));
        std::fs::write(folder.path().join(file), &shown).unwrap();
        let checked = run(folder.path(), &["template", "check", file], "", &[]);
        assert!(checked.status.success() && out(&checked).contains("launch-checklist"), "{}", err(&checked));
        std::fs::write(folder.path().join(file), shown.replacen("categories", "pillars", 1)).unwrap();
        let refused = run(folder.path(), &["template", "check", file], "", &[]);
        assert!(refused.status.code() == Some(3) && err(&refused).contains("pillars"), "{}", err(&refused));
    }
    assert_eq!(run(folder.path(), &["template", "show", "nothing"], "", &[]).status.code(), Some(3));
}
