//! With what somebody signed in.

use crate::ids::SessionId;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// With what somebody signed in, for the person to recognise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Identity of the session, which lists may show: it lets nobody in.
    pub session: SessionId,
    /// From where.
    pub address: IpAddr,
    /// What the browser said of itself, shortened.
    pub agent: String,
}

/// Browsers by a word that only they use, or use before others do: Chromium's children also say “Chrome”, and nearly all say “Safari”.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems, in an order in which none hides another: Android also says “Linux”, and iPhones say “Mac OS X”.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

impl Device {
    /// Most characters that are kept of what a browser says of itself.
    pub const AGENT_LIMIT: usize = 200;

    /// What a browser says of itself, as it is kept.
    #[must_use]
    pub fn shortened(agent: &str) -> String {
        agent.chars().filter(|ch| !ch.is_control()).take(Self::AGENT_LIMIT).collect()
    }

    /// The device in words: “Firefox on Windows”. What nobody knows is called so; a browser may say anything.
    #[must_use]
    pub fn words(agent: &str) -> String {
        let known = |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
        match (known(&BROWSERS), known(&SYSTEMS)) {
            (Some(browser), Some(system)) => format!("{browser} on {system}"),
            (Some(browser), None) => browser.to_owned(),
            (None, Some(system)) => format!("A browser on {system}"),
            (None, None) => "Another program".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Device;

    #[test]
    fn a_device_is_named_by_its_browser_and_system() {
        for (agent, words) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1",
                "Safari on iPhone",
            ),
            ("curl/8.5", "Another program"),
            ("", "Another program"),
        ] {
            assert_eq!(Device::words(agent), words, "{agent}");
        }
    }

    #[test]
    fn what_a_browser_says_is_cut_and_has_no_line_feeds() {
        assert_eq!(Device::shortened("a\r\nb"), "ab");
        assert_eq!(Device::shortened(&"ü".repeat(500)).chars().count(), Device::AGENT_LIMIT);
    }
}
