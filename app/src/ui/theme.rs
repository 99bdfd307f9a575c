//! Light, dark, or what the system says.

use leptos::prelude::*;

/// The reader's choice of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Follow the system.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The choice a form or a cookie names; anything unknown follows the system.
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// The value the form posts and the cookie keeps.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The `data-theme` attribute of the `html` element; absent while the system decides.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// Three buttons that post `theme` and `back` to `/theme`.
#[component]
pub fn ThemeSwitch(
    /// What is in force now.
    theme: Theme,
    /// Path and query of this page, to come back to.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let buttons = [(Theme::Auto, "Auto"), (Theme::Light, "Light"), (Theme::Dark, "Dark")].map(|(choice, label)| {
        let pressed = if choice == theme { "true" } else { "false" };
        view! { <button type="submit" name="theme" value=choice.as_str() aria-pressed=pressed>{label}</button> }
    });
    view! {
        <form class="themes" method="post" action="/theme" role="group" aria-label="Colours">
            <input type="hidden" name="back" value=back/>
            {buttons.into_iter().collect_view()}
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_marks_the_choice_in_force_and_knows_the_way_back() {
        let html = view! { <ThemeSwitch theme=Theme::Dark back="/projects?page=2&q=a"/> }.to_html();
        assert!(html.contains(r#"value="dark" aria-pressed="true""#), "{html}");
        assert!(html.contains(r#"value="auto" aria-pressed="false""#), "{html}");
        assert!(html.contains(r#"value="/projects?page=2&amp;q=a""#), "{html}");
    }

    #[test]
    fn a_theme_nobody_knows_follows_the_system() {
        assert_eq!(Theme::parse("sepia"), Theme::Auto);
        assert_eq!(Theme::parse("auto").attribute(), None);
        assert_eq!(Theme::parse("light").attribute(), Some("light"));
    }
}
