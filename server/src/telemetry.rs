//! The log: lines for people or JSON for machines, on the standard error.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{Config, LogFilter, LogFormat};

/// Libraries that log at `info` what belongs to `debug`; the configuration comes after and can undo it.
const QUIET: &str = "sqlx=warn,tower_sessions=error,tower_sessions_core=off";

/// What a server with this filter logs: no more of sessions and statements than their failures, unless it says so itself.
pub fn filter(wanted: &LogFilter) -> String {
    format!("{QUIET},{}", wanted.as_str())
}

/// Starts the log. A command that is not the server only says what went wrong.
pub fn start(config: &Config, serving: bool) {
    let filter = if serving { filter(&config.log_filter) } else { "warn,tower_sessions_core=off".to_owned() };
    let registry = tracing_subscriber::registry().with(EnvFilter::new(filter));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    // Fails only where a log was started before, which then goes on.
    let _ = match config.log_format {
        LogFormat::Json => registry.with(lines.json().flatten_event(true).with_current_span(true).with_span_list(false)).try_init(),
        LogFormat::Pretty => {
            use std::io::IsTerminal as _;
            registry.with(lines.with_target(false).with_ansi(std::io::stderr().is_terminal())).try_init()
        }
    };
}
