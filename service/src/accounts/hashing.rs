//! Passwords to PHC strings and back, off the async threads.

use crate::ServiceError;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::accounts::Password;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Semaphore;
use zxcvbn::{Score, zxcvbn};

/// Cost of a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashParams {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
    /// Lanes.
    pub parallelism: u32,
}

impl Default for HashParams {
    /// OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 passes, 1 lane.
    fn default() -> Self {
        Self { memory_kib: 19_456, iterations: 2, parallelism: 1 }
    }
}

impl HashParams {
    /// So cheap that it protects nothing: for tests, which sign in a thousand times.
    #[must_use]
    pub const fn cheap_for_tests() -> Self {
        Self { memory_kib: 8, iterations: 1, parallelism: 1 }
    }
}

/// Hashes and compares passwords. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Hasher {
    params: Params,
    /// Each hash takes its memory: a flood of sign-ins must wait in line instead of eating all of it.
    permits: Arc<Semaphore>,
    /// How often it was at work.
    worked: Arc<AtomicU64>,
}

/// A password that may be set. Only [`Hasher::usable`] makes one, and only such are hashed: there is one place for the rules.
pub(crate) struct Usable(Password);

/// What a comparison found.
pub(crate) enum Check {
    Wrong,
    Right,
    /// Right, and the hash was made with other parameters: here is one with those in force.
    Outdated(String),
}

impl Hasher {
    /// Takes the cost of new hashes.
    ///
    /// # Errors
    /// Where Argon2 does not allow these parameters.
    pub fn new(cost: HashParams) -> Result<Self, ServiceError> {
        let params = Params::new(cost.memory_kib, cost.iterations, cost.parallelism, None)
            .map_err(|_| ServiceError::Internal("Argon2 does not allow these parameters"))?;
        let permits = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Ok(Self { params, permits: Arc::new(Semaphore::new(permits)), worked: Arc::default() })
    }

    /// How many hashes it has made or compared: the same for every refusal, or time would tell accounts from none.
    #[must_use]
    pub fn hashed(&self) -> u64 {
        self.worked.load(Ordering::Relaxed)
    }

    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }

    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T, ServiceError> {
        self.worked.fetch_add(1, Ordering::Relaxed);
        let _permit = self.permits.acquire().await.map_err(|_| ServiceError::Internal("the hasher is closed"))?;
        tokio::task::spawn_blocking(work).await.map_err(|_| ServiceError::Internal("hashing was stopped"))?
    }

    /// A new password, where it has the right length and is not easily guessed by somebody who knows these words `about` its owner: no
    /// rule says which signs it has to be made of (NIST SP 800-63B, section 5.1.1.2; ASVS 5.0 6.2).
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] for `field` with what to do.
    pub(crate) async fn usable(
        &self,
        field: &'static str,
        label: &str,
        password: Password,
        about: Vec<String>,
    ) -> Result<Usable, ServiceError> {
        let password = Password::new(password.secret().to_owned()).map_err(|error| ServiceError::invalid(field, label, error))?;
        // Looking for patterns takes its time too.
        let (guessed, password) = self.off_thread(move || Ok((is_guessed(&password, &about), password))).await?;
        if guessed {
            let problem = "is easy to guess, for it is common or made of what is known of you; use several words that have nothing to do with each other";
            return Err(ServiceError::invalid(field, label, problem));
        }
        Ok(Usable(password))
    }

    pub(crate) async fn hash(&self, password: Usable) -> Result<String, ServiceError> {
        let argon2 = self.argon2();
        self.off_thread(move || hash(&argon2, &password.0)).await
    }

    /// Compares with a kept hash, or, where there is none, takes as long: the time must not tell whether an account exists.
    pub(crate) async fn check(&self, password: Password, kept: Option<String>) -> Result<Check, ServiceError> {
        let (argon2, params) = (self.argon2(), self.params.clone());
        self.off_thread(move || {
            let Some(kept) = kept else {
                hash(&argon2, &password)?;
                return Ok(Check::Wrong);
            };
            let parsed = PasswordHash::new(&kept).map_err(|_| ServiceError::Internal("a kept password hash cannot be read"))?;
            if argon2.verify_password(password.secret().as_bytes(), &parsed).is_err() {
                return Ok(Check::Wrong);
            }
            let same = Params::try_from(&parsed)
                .is_ok_and(|used| (used.m_cost(), used.t_cost(), used.p_cost()) == (params.m_cost(), params.t_cost(), params.p_cost()));
            if same { Ok(Check::Right) } else { hash(&argon2, &password).map(Check::Outdated) }
        })
        .await
    }
}

fn hash(argon2: &Argon2<'_>, password: &Password) -> Result<String, ServiceError> {
    let hashed =
        argon2.hash_password(password.secret().as_bytes()).map_err(|_| ServiceError::Internal("a password could not be hashed"))?;
    Ok(hashed.to_string())
}

/// Words that somebody would try who knows the person: name, address, their parts, and whose program this is.
pub(crate) fn words_about(name: &str, email: &str) -> Vec<String> {
    let parts = name.split_whitespace().chain(email.split(['@', '.', '-', '_', '+'])).filter(|part| part.chars().count() > 2);
    [name, email, "holdpoint"].into_iter().chain(parts).map(str::to_owned).collect()
}

fn is_guessed(password: &Password, about: &[String]) -> bool {
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    zxcvbn(password.secret(), &about).score() < Score::Three
}

#[cfg(test)]
mod tests {
    use super::{is_guessed, words_about};
    use domain::accounts::Password;

    fn guessed(text: &str) -> bool {
        is_guessed(&Password::given(text.into()), &words_about("Marit Solberg", "marit.solberg@example.org"))
    }

    #[test]
    fn what_is_common_or_made_of_what_is_known_is_guessed() {
        for text in [
            "password1234",
            "123456789012",
            "qwertyuiop12",
            "aaaaaaaaaaaaaaaa",
            "Passw0rd2026",
            "maritsolberg",
            "holdpoint2026",
            "marit.solberg@example.org",
            "iloveyou1234",
        ] {
            assert!(guessed(text), "{text}");
        }
    }

    #[test]
    fn several_words_are_not_guessed_whatever_signs_they_have() {
        for text in
            ["correct horse battery", "a long enough password", "another long password", "quite another password", "zwölf Möwen am Kai"]
        {
            assert!(!guessed(text), "{text}");
        }
    }
}
