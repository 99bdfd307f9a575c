//! A PostgreSQL of one's own for the time of a test run: own port, own folder, gone afterwards.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::{exec, install, say};

/// A running server; dropping it stops it and removes its folder, also after a failure or Ctrl-C.
pub(crate) struct Postgres {
    folder: tempfile::TempDir,
    binaries: PathBuf,
    port: u16,
}

impl Postgres {
    /// Starts a server with an empty cluster, which trusts every local connection.
    ///
    /// # Errors
    /// When PostgreSQL is neither there nor can be installed, or does not start.
    pub(crate) fn start() -> Result<Self> {
        let binaries = if let Some(found) = binaries() {
            found
        } else {
            install::packages(&["postgresql"], "a database to test against")?;
            binaries().context("the package postgresql brought no initdb")?
        };
        say::step("Starting a PostgreSQL for the tests");
        let server = Self { folder: tempfile::Builder::new().prefix("holdpoint-postgres-").tempdir()?, binaries, port: free_port()? };
        server.create_cluster()?;
        exec::run(server.control("start").args(["-w", "-o", &server.settings()]).arg("-l").arg(server.folder.path().join("log")))?;
        Ok(server)
    }

    /// Where to connect; from there a test makes a database of its own.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn create_cluster(&self) -> Result<()> {
        if install::is_root() {
            exec::run(Command::new("chown").arg("postgres").arg(self.folder.path())).context("there is no user `postgres`")?;
        }
        let mut command = self.program("initdb");
        command.arg("-D").arg(self.data()).args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]);
        exec::run(command.stdout(Stdio::null()))
    }

    /// Nothing in it outlives the tests, so it need not survive a power cut; and every test opens a few connections.
    fn settings(&self) -> String {
        format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c max_connections=200 \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            self.port,
            self.folder.path().display()
        )
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn control(&self, action: &str) -> Command {
        let mut command = self.program("pg_ctl");
        command.arg("-D").arg(self.data()).arg(action).stdout(Stdio::null());
        command
    }

    /// One of PostgreSQL's programs, under the user it insists on: it refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let path = self.binaries.join(name);
        let mut command = if install::is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if self.data().join("postmaster.pid").exists()
            && let Err(error) = self.control("stop").args(["-m", "immediate", "-w"]).status()
        {
            say::note(&format!("the PostgreSQL on port {} still runs: {error}", self.port));
        }
    }
}

/// The folder with `initdb`: Debian keeps one per version outside the PATH, elsewhere it is on it.
fn binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().filter_map(|entry| {
        let folder = entry.ok()?.path();
        let version: u32 = folder.file_name()?.to_str()?.parse().ok()?;
        Some((version, folder.join("bin")))
    });
    let newest = versions.filter(|(_, folder)| folder.join("initdb").exists()).max().map(|(_, folder)| folder);
    newest.or_else(|| exec::find("initdb")?.parent().map(Path::to_owned))
}

/// A port nobody listens on.
///
/// # Errors
/// When there is none.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_answers_while_it_is_held_and_leaves_nothing_behind() {
        // Installing a database is nothing a unit test should do.
        if binaries().is_none() {
            return;
        }
        let server = Postgres::start().unwrap();
        let (folder, port) = (server.folder.path().to_owned(), server.port);
        assert!(server.url().contains(&port.to_string()));
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(server);
        assert!(!folder.exists());
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
