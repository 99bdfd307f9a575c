//! Pages as a browser takes them apart: with the tokenizer of the HTML standard, not with a search for words.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// A tag of a page, with the text up to the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Tag {
    /// In small letters; with a slash in front where it closes.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
}

impl Tag {
    /// The value of an attribute, where it has it.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn value(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }
}

#[derive(Default)]
struct Sink(RefCell<Vec<Tag>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut tags = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => {
                if let Some(tag) = tags.last_mut() {
                    tag.text.push_str(&text);
                }
            }
            Token::TagToken(tag) => {
                let closes = tag.kind == TagKind::EndTag;
                let attributes = tag.attrs.iter().map(|each| (each.name.local.to_string(), each.value.to_string())).collect();
                let name = if closes { format!("/{}", tag.name) } else { tag.name.to_string() };
                tags.push(Tag { name: name.clone(), attributes, text: String::new() });
                return match name.as_str() {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    "style" | "iframe" | "noframes" | "noembed" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
                    _ => TokenSinkResult::Continue,
                };
            }
            _ => (),
        }
        TokenSinkResult::Continue
    }
}

/// All tags of a page, in order.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// What a page would do that a text of somebody made it do: tags and attributes that act, and addresses that run.
/// `mark` is a word of that text.
pub(super) fn dangers(html: &str, mark: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        let foreign =
            matches!(tag.name.as_str(), "iframe" | "object" | "embed" | "base" | "frame" | "applet" | "marquee" | "math" | "style");
        let script = tag.name == "script"
            && (tag.text.contains(mark) || (tag.get("nonce").is_none() && tag.get("type") != Some("application/json")));
        let refresh = tag.name == "meta" && tag.get("http-equiv").is_some();
        if foreign || script || refresh {
            found.push(format!("<{} {:?}>{}", tag.name, tag.attributes, tag.text));
        }
        for (name, value) in &tag.attributes {
            let address =
                matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "xlink:href" | "poster" | "data" | "srcset" | "ping");
            if name.starts_with("on") || name == "style" || name == "srcdoc" || (address && !harmless(&tag.name, value)) {
                found.push(format!("<{} {name}={value:?}>", tag.name));
            }
        }
    }
    found
}

/// Links may lead out over the web or to a mailbox; what a page loads and where its forms go is ours.
fn harmless(tag: &str, address: &str) -> bool {
    // Browsers drop these before they look at the scheme.
    let address: String = address.chars().filter(|ch| !ch.is_control() && !ch.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    let local = scheme.is_none() && !address.starts_with("//") && !address.starts_with("/\\");
    local || (tag == "a" && matches!(scheme, Some("http" | "https" | "mailto")))
}

#[test]
fn what_acts_is_found_and_what_is_text_is_not() {
    let acts = [
        "<p>a<script>mark</script>",
        "<svg/onload=mark>",
        "<a href=' java\nscript:mark'>x</a>",
        "<a href=\"DATA:text/html,x\">x</a>",
        "<textarea></textarea><img src=x onerror=mark>",
        "<title>a</title><iframe src=/x></iframe>",
        "<img src=//evil.example/x>",
        "<form action=https://evil.example>",
        "<a href=//evil.example>x</a>",
        "<p style=\"color:red\">x</p>",
        "<meta http-equiv=refresh content=0>",
    ];
    for html in acts {
        assert_eq!(dangers(html, "mark").len(), 1, "{html}");
    }
    let text = "<p title=\"<script>mark\">&lt;script&gt;mark</p><textarea><img onerror=mark></textarea>\
        <a href=\"https://a.example/?x=javascript:1\">mark</a><a href=\"/x:y\">x</a><script nonce=\"n\">ours()</script>";
    assert_eq!(dangers(text, "mark"), Vec::<String>::new());
}
