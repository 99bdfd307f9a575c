//! What an API token may be used for.

use super::Role;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// One thing that a token may be used for. Least first; what a token may do is never more than what its person may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Reads what there is; every token may.
    Read,
    /// Ticks items and edits the registers.
    Registers,
    /// Posts results of verifications.
    Verifications,
    /// Brings reports in.
    Import,
    /// Everything that owners and administrators do.
    Admin,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 5] = [Self::Read, Self::Registers, Self::Verifications, Self::Import, Self::Admin];

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Registers => "registers",
            Self::Verifications => "verifications",
            Self::Import => "import",
            Self::Admin => "admin",
        }
    }

    /// What it is for, in a sentence.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Read => "Reads pages, tables and files; every token may.",
            Self::Registers => "Ticks items, comments, and edits blockers, risks, criteria, metrics and plans.",
            Self::Verifications => "Posts results of verifications, and changes nothing else.",
            Self::Import => "Brings reports in, and changes nothing else.",
            Self::Admin => "Everything else that the role allows, such as assessments, gates and members, and what the other scopes allow.",
        }
    }

    /// The least role in which somebody could do the same.
    const fn role(self) -> Role {
        match self {
            Self::Read => Role::Viewer,
            Self::Registers | Self::Verifications => Role::Engineer,
            Self::Import => Role::Auditor,
            Self::Admin => Role::Owner,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The scopes of a token: at least one, and so reading always.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(BTreeSet<Scope>);

/// The words are no scopes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScopesError {
    /// There is none.
    #[error("need at least one; tick what the token is for")]
    None,
    /// One that is not known.
    #[error("“{0}” is no scope; use read, registers, verifications, import or admin")]
    Unknown(String),
}

impl Scopes {
    /// The scopes of these words.
    ///
    /// # Errors
    /// Where there is none, or one is not known.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, ScopesError> {
        let known = |word: &str| Scope::ALL.into_iter().find(|scope| scope.as_str() == word);
        let scopes = words.into_iter().map(|word| known(word).ok_or_else(|| ScopesError::Unknown(word.to_owned())));
        let scopes: BTreeSet<Scope> = scopes.collect::<Result<_, _>>()?;
        if scopes.is_empty() { Err(ScopesError::None) } else { Ok(Self(scopes)) }
    }

    /// Whether a token with these may do what needs that one: reading is implied by every scope, and everything by `admin`.
    #[must_use]
    pub fn allow(&self, scope: Scope) -> bool {
        scope == Scope::Read || self.0.contains(&scope) || self.0.contains(&Scope::Admin)
    }

    /// The least role in which somebody could do all of it.
    #[must_use]
    pub fn role(&self) -> Role {
        self.0.iter().map(|scope| scope.role()).max().unwrap_or(Role::Viewer)
    }
}

impl FromStr for Scopes {
    type Err = ScopesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::of(text.split_whitespace())
    }
}

/// The words, least first, with a space between.
impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(text: &str) -> Scopes {
        text.parse().unwrap()
    }

    #[test]
    fn scopes_are_written_as_words_and_read_back() {
        assert_eq!(scopes("import  read import").to_string(), "read import");
        for scope in Scope::ALL {
            assert_eq!(scopes(scope.as_str()).to_string(), scope.as_str());
        }
        assert_eq!("".parse::<Scopes>().unwrap_err(), ScopesError::None);
        assert_eq!("read Admin".parse::<Scopes>().unwrap_err(), ScopesError::Unknown("Admin".into()));
    }

    #[test]
    fn reading_is_implied_by_every_scope_and_everything_by_admin() {
        for scope in Scope::ALL {
            assert!(scopes(scope.as_str()).allow(Scope::Read), "{scope}");
            assert!(scopes("admin").allow(scope), "{scope}");
        }
        assert!(!scopes("read import verifications").allow(Scope::Registers));
        assert!(!scopes("registers").allow(Scope::Verifications));
    }

    #[test]
    fn the_role_is_that_of_the_greatest_scope() {
        for (text, role) in [
            ("read", Role::Viewer),
            ("read registers", Role::Engineer),
            ("verifications", Role::Engineer),
            ("import registers", Role::Auditor),
            ("admin read", Role::Owner),
        ] {
            assert_eq!(scopes(text).role(), role, "{text}");
        }
    }
}
