//! Return addresses: only ever to ourselves.

/// The path, where it leads to this installation and nowhere else; otherwise the start page.
///
/// Browsers read `//host` and `/\host` as another site, and drop tabs and line feeds before they look.
pub fn local_path(text: &str) -> &str {
    let rest = text.strip_prefix('/');
    let local = rest.is_some_and(|rest| !rest.starts_with(['/', '\\']))
        && text.len() <= 2000
        && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if local { text } else { "/" }
}

/// Text as a value in a query (RFC 3986): all but unreserved signs as `%XX`.
pub fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{encoded, local_path};

    #[test]
    fn a_path_of_ours_is_kept() {
        for path in ["/", "/projects/dock?page=2&q=a%20b#main", "/a//b", "/projects?next=//x"] {
            assert_eq!(local_path(path), path);
        }
    }

    #[test]
    fn whatever_a_browser_takes_for_another_site_leads_to_the_start_page() {
        let foreign = [
            "",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
            "evil.example",
            " /x",
            "/x\r\nset-cookie: a=b",
            "/ä",
        ];
        for path in foreign {
            assert_eq!(local_path(path), "/", "{path:?}");
        }
    }

    #[test]
    fn a_value_in_a_query_cannot_add_another() {
        assert_eq!(encoded("/a?b=c&d e~ä"), "%2Fa%3Fb%3Dc%26d%20e~%C3%A4");
    }
}
