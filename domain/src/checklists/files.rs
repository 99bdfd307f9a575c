//! Whether a file may be kept: what its content is has to be what its name says, and one of the kinds that do no harm.

use super::evidence::Media;
use crate::text::Title;

/// The most bytes a file may have: 5 MiB.
pub const MAX_FILE_BYTES: usize = 5 * 1024 * 1024;

/// Why a file is not taken; says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing in it.
    #[error("is empty; choose another one")]
    Empty,
    /// Too many bytes.
    #[error("has {0} bytes; at most {MAX_FILE_BYTES} (5 MiB) are kept, so cut it to what matters or link to it instead")]
    TooLarge(usize),
    /// Its name ends in something else.
    #[error("is of a kind that is not kept; send a picture (png, jpg, gif, webp), a pdf or text (txt, log, md, csv, json), or link to it")]
    Kind,
    /// The content is not what the name says.
    #[error("is named .{0}, but its content is something else; save it again as what it is")]
    Mismatch(String),
}

/// The name and the kind of a file, where it may be kept.
///
/// # Errors
/// [`FileError`], as a predicate: "The file …".
pub fn recognised(filename: &str, content: &[u8]) -> Result<(Title, Media), FileError> {
    // Some browsers send the whole path.
    let name = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|ch| !ch.is_control() && !is_turning(*ch)).collect();
    if content.is_empty() {
        return Err(FileError::Empty);
    }
    if content.len() > MAX_FILE_BYTES {
        return Err(FileError::TooLarge(content.len()));
    }
    let name = name.trim();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).ok_or(FileError::Kind)?;
    let known = Media::ALL.iter().copied().find(|media| media.extensions().contains(&extension.as_str()));
    let media = known.ok_or(FileError::Kind)?;
    if !holds(media, content) {
        return Err(FileError::Mismatch(extension));
    }
    let (title, cut) = Title::cut(name).ok_or(FileError::Kind)?;
    // The ending has to survive where the name was too long.
    let title = if cut.is_none() { title } else { format!("file.{extension}").parse().map_err(|_| FileError::Kind)? };
    Ok((title, media))
}

/// Signs that turn the direction of reading make `gpj.exe` look like `exe.jpg`.
const fn is_turning(ch: char) -> bool {
    matches!(ch, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the content begins as files of the kind do; text has to be text throughout.
fn holds(media: Media, content: &[u8]) -> bool {
    match media {
        Media::Png => content.starts_with(b"\x89PNG\r\n\x1a\n"),
        Media::Jpeg => content.starts_with(b"\xff\xd8\xff"),
        Media::Gif => content.starts_with(b"GIF87a") || content.starts_with(b"GIF89a"),
        Media::Webp => content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP"),
        Media::Pdf => content.starts_with(b"%PDF-"),
        Media::Text | Media::Markdown | Media::Csv => is_text(content),
        Media::Json => is_text(content) && serde_json::from_slice::<serde::de::IgnoredAny>(content).is_ok(),
    }
}

fn is_text(content: &[u8]) -> bool {
    let binary = |ch: char| ch.is_control() && !matches!(ch, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{8}' | '\u{1b}');
    // Logs of programs colour their lines with escape sequences, and draw bars with backspaces.
    std::str::from_utf8(content).is_ok_and(|text| !text.chars().any(binary))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

    #[test]
    fn name_and_content_have_to_agree() {
        assert_eq!(recognised("Shot.PNG", PNG).unwrap().1, Media::Png);
        assert_eq!(recognised("C:\\temp\\run.log", "\u{1b}[32mok\u{1b}[0m\n".as_bytes()).unwrap().0.as_str(), "run.log");
        assert_eq!(recognised("a.json", b"{\"a\": [1]}").unwrap().1, Media::Json);
        for (name, content) in
            [("a.jpg", PNG), ("a.txt", PNG), ("a.png", b"<svg/>"), ("a.json", b"{nothing"), ("a.pdf", b"MZ"), ("a.webp", b"RIFF....WAVE")]
        {
            assert!(matches!(recognised(name, content), Err(FileError::Mismatch(_))), "{name}");
        }
    }

    #[test]
    fn what_a_browser_could_run_is_not_taken() {
        for name in ["a.html", "a.svg", "a.xml", "a.js", "a", ".htaccess", "a.png.html", "exe.\u{202e}gnp"] {
            assert_eq!(recognised(name, b"<script>"), Err(FileError::Kind), "{name}");
        }
        assert_eq!(recognised("a.txt", b""), Err(FileError::Empty));
        assert_eq!(recognised("a.txt", &vec![b'a'; MAX_FILE_BYTES + 1]), Err(FileError::TooLarge(MAX_FILE_BYTES + 1)));
        assert!(recognised("a.txt", &vec![b'a'; MAX_FILE_BYTES]).is_ok());
    }

    #[test]
    fn a_name_that_is_too_long_keeps_its_ending() {
        let (name, _) = recognised(&format!("{}.txt", "n".repeat(400)), b"x").unwrap();
        assert_eq!(name.as_str(), "file.txt");
    }

    proptest! {
        #[test]
        fn whatever_is_taken_has_an_ending_that_is_allowed(name in "\\PC{0,40}", content in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Ok((name, media)) = recognised(&name, &content) {
                let ending = name.as_str().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
                prop_assert!(media.extensions().contains(&ending.as_str()), "{}", name);
            }
        }
    }
}
