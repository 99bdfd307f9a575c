//! `holdpoint audit`: whether the log of the installation is as it was written.

use clap::Subcommand;
use domain::audit::{Expectation, Noted, Report};
use service::{accounts, audit};

use super::Format;
use crate::config::Config;
use crate::database;

/// What `audit` is asked to do.
#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Walk the chain of the audit log from its first line to its last one, and say what is wrong
    #[command(after_help = "Examples:\n  \
        holdpoint audit verify\n  \
        holdpoint audit verify --expect 1234:9f86d081…\n  \
        holdpoint audit verify --format json | jq .hash")]
    Verify {
        /// A place that an earlier verification printed: only so is it seen when the end was cut off
        #[arg(long, value_name = "NUMBER:DIGEST")]
        expect: Option<Noted>,
        /// How the result is written
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// The log is not as it was written.
#[derive(Debug, thiserror::Error)]
#[error("the audit log is not as it was written: {0} faults")]
pub(super) struct Broken(u64);

/// Does what is asked, as the operator.
pub(super) async fn act(config: &Config, what: &Audit) -> anyhow::Result<()> {
    let Audit::Verify { expect, format } = what;
    let db = database::open_current(config).await?;
    let by = accounts::operator()?.admin();
    // Whoever only checks the chain need not have the keys of the installation.
    let keys = config.keys().ok();
    let report = audit::verify(&db, &by, keys.as_ref().map(|keys| &keys.data), expect.clone()).await;
    db.close().await;
    let report = report?;
    match format {
        Format::Text => print!("{}", told(&report)),
        Format::Json => println!("{}", serde_json::to_string_pretty(&report)?),
    }
    if report.is_whole() { Ok(()) } else { Err(Broken(report.faults).into()) }
}

fn told(report: &Report) -> String {
    let mut lines = vec![
        format!("Lines       {}", report.lines),
        format!("Nameless    {}", report.nameless),
        format!("Taken over  {}", report.taken_over),
        format!("Gaps        {} with {} lines", report.gaps, report.deleted),
        format!("Head        {}:{}", report.seq, report.hash),
    ];
    if report.unchecked > 0 {
        lines.push(format!("{} signatures could not be checked: their key was not given.", report.unchecked));
    }
    lines.extend(report.breaks.iter().map(|found| format!("No. {}: {}.", found.seq, found.fault)));
    let listed = report.breaks.len() as u64;
    if report.faults > listed {
        lines.push(format!("And {} more.", report.faults - listed));
    }
    let noted = match report.expectation {
        Expectation::None => None,
        Expectation::Met => Some("The log goes through the place that was noted."),
        Expectation::Failed => Some("The log does not go through the place that was noted."),
        Expectation::InGap => Some("The place that was noted lies in a gap, so that it cannot be compared."),
    };
    lines.extend(noted.map(str::to_owned));
    if report.is_whole() {
        lines.push("The log is whole. Note the head outside of this installation, and give it to the next verification.".to_owned());
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::audit::Walk;

    #[test]
    fn the_head_is_printed_as_it_is_asked_for_again() {
        let text = told(&Walk::new(None).end(0));
        let head = text.lines().find_map(|line| line.strip_prefix("Head        ")).unwrap();
        assert_eq!(head, format!("0:{}", domain::audit::START));
        assert!(text.contains("The log is whole"), "{text}");
        let broken = told(&Walk::new(Some(Noted { seq: 1, hash: "x".into() })).end(3));
        assert!(broken.contains("3 lines of history are not in the chain") && broken.contains("cut off"), "{broken}");
        assert!(!broken.contains("is whole"), "{broken}");
    }
}
