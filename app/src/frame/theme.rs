//! The reader's choice of colours, in a cookie: it must hold before anybody has signed in.

use super::form::Values;
use super::local_path::local_path;
use super::state::AppState;
use crate::ui::Theme;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderName};

const COOKIE_NAME: &str = "theme";
/// Under https: browsers take it only from this host, over TLS.
const SECURE_NAME: &str = "__Host-theme";
const YEAR_SECONDS: u32 = 31_536_000;

/// Keeps the choice and goes back to the page.
pub(crate) async fn choose(State(state): State<AppState>, Form(values): Form<Vec<(String, String)>>) -> Response {
    let values = Values(values);
    let theme = Theme::parse(values.get("theme")).as_str();
    let (name, secure) = if state.secure { (SECURE_NAME, "; Secure") } else { (COOKIE_NAME, "") };
    let cookie = format!("{name}={theme}; Path=/; Max-Age={YEAR_SECONDS}; SameSite=Lax; HttpOnly{secure}");
    let header: [(HeaderName, String); 1] = [(SET_COOKIE, cookie)];
    (header, Redirect::to(local_path(values.get("back")))).into_response()
}

/// The choice that came with a request.
pub(super) fn of(headers: &HeaderMap) -> Theme {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| [COOKIE_NAME, SECURE_NAME].contains(name)).map_or(Theme::Auto, |(_, value)| Theme::parse(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_is_found_among_other_cookies() {
        let headers: HeaderMap = [(COOKIE, "a=b; theme=dark; c=d".parse().unwrap())].into_iter().collect();
        assert_eq!(of(&headers), Theme::Dark);
        let headers: HeaderMap = [(COOKIE, "__Host-theme=light".parse().unwrap())].into_iter().collect();
        assert_eq!(of(&headers), Theme::Light);
        assert_eq!(of(&HeaderMap::new()), Theme::Auto);
    }
}
