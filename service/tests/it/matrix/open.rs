//! What takes no proof, and why.

/// Use cases that nobody has to show a proof for, each with the reason.
pub(super) const OPEN: &[(&str, &str)] = &[
    ("accounts::forget_old_attempts", "the server clears away in its own time"),
    ("accounts::needs_setup", "nobody: says only whether anybody has a password yet"),
    ("accounts::sessions::create", "the session layer, for a cookie that it made"),
    ("accounts::sessions::delete", "the session layer, for the cookie that was shown"),
    ("accounts::sessions::delete_expired", "the server clears away in its own time"),
    ("accounts::sessions::load", "the session layer, for the cookie that was shown"),
    ("accounts::sessions::resume", "the way from a session to the proof that somebody is signed in"),
    ("accounts::sessions::save", "the session layer, for the cookie that was shown"),
    ("accounts::set_up", "whoever has the set-up code that the server printed"),
    ("accounts::sign_in", "whoever has the password of an account"),
    ("badges::read", "what `badges::shown` let through"),
    ("badges::shown", "nobody, where an owner allowed the badges of the project"),
    ("demo::fill", "the command line, for an empty installation"),
    ("exchange::forget_unsaved", "the server clears away in its own time"),
    ("exports::forget_old", "the server clears away in its own time"),
    ("groups::set_from_provider", "part of a sign-in, in its transaction"),
    ("metrics::steps", "part of a comparison, in its transaction"),
    ("portfolio::refresh_lapsed", "the server, when the calendar alone changes how a project stands"),
    ("shares::file", "whoever has the link, and the password where it has one"),
    ("shares::logo", "whoever has the link, and the password where it has one"),
    ("shares::open", "whoever has the link, and the password where it has one"),
    ("shares::unlock", "whoever has the link"),
];
