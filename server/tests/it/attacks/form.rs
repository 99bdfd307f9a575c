//! The forms of pages, and what a browser would send of them.

use super::html::{Tag, tags};
use crate::browser::Browser;
use crate::support::Answer;

/// A form as it stands on a page.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Where it goes.
    pub(super) action: String,
    pub(super) multipart: bool,
    pub(super) fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// What it holds on the page.
    pub(super) value: String,
    /// Whether it is sent as it stands: a box that is not ticked is not.
    pub(super) sent: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// People type into it.
    Text,
    /// A date, a number: a browser lets nothing else be typed.
    Narrow,
    Hidden,
    Choice,
    File,
    Button,
}

/// The forms of a page that change something.
pub(super) fn forms(html: &str) -> Vec<Form> {
    let tags = tags(html);
    let mut forms: Vec<(String, Form)> = Vec::new();
    let mut open = None;
    let mut select: Option<(String, bool)> = None;
    for tag in &tags {
        match tag.name.as_str() {
            "form" => {
                let form = Form {
                    action: tag.value("action"),
                    multipart: tag.get("enctype").is_some_and(|kind| kind.starts_with("multipart")),
                    fields: Vec::new(),
                };
                open = tag.get("method").is_some_and(|method| method.eq_ignore_ascii_case("post")).then_some(forms.len());
                if open.is_some() {
                    forms.push((tag.value("id"), form));
                }
            }
            "/form" => open = None,
            "/select" => select = None,
            "select" => select = Some((tag.value("name"), false)),
            _ => {
                let Some(mut field) = field(tag, select.as_ref().map(|(name, _)| name.as_str())) else { continue };
                if let Some((_, chosen)) = select.as_mut() {
                    // The first of a list is chosen where none is.
                    field.sent = tag.get("selected").is_some() || !*chosen;
                    *chosen = true;
                }
                let place = tag.get("form").map_or(open, |id| forms.iter().position(|(other, _)| other == id));
                if let Some(place) = place {
                    forms[place].1.fields.push(field);
                }
            }
        }
    }
    forms.into_iter().map(|(_, form)| form).collect()
}

fn field(tag: &Tag, select: Option<&str>) -> Option<Field> {
    let field =
        |kind, value: String, sent| Some(Field { name: tag.value("name"), kind, value, sent }).filter(|field| !field.name.is_empty());
    let value = tag.value("value");
    let checked = tag.get("checked").is_some();
    match (tag.name.as_str(), tag.get("type").unwrap_or_default()) {
        ("input", "hidden") => field(Kind::Hidden, value, true),
        ("input", "checkbox" | "radio") => field(Kind::Choice, if value.is_empty() { "on".into() } else { value }, checked),
        ("input", "file") => field(Kind::File, String::new(), true),
        ("input", "date" | "number" | "month" | "time") => field(Kind::Narrow, value, true),
        ("input", _) => field(Kind::Text, value, true),
        ("textarea", _) => field(Kind::Text, tag.text.clone(), true),
        ("button", _) => field(Kind::Button, value, true),
        ("option", _) => Some(Field {
            name: select?.to_owned(),
            kind: Kind::Choice,
            value: tag.get("value").map_or_else(|| tag.text.clone(), str::to_owned),
            sent: false,
        }),
        _ => None,
    }
}

impl Form {
    /// What is sent with one of its buttons; `change` gives another value, or none.
    pub(super) fn filled(&self, button: Option<&Field>, change: impl Fn(&Field) -> Option<String>) -> Vec<(String, String)> {
        let kept = self.fields.iter().filter(|field| field.sent && !matches!(field.kind, Kind::File | Kind::Button));
        kept.chain(button).map(|field| (field.name.clone(), change(field).unwrap_or_else(|| field.value.clone()))).collect()
    }

    /// The buttons that say something, or none: each makes another deed of the form.
    pub(super) fn buttons(&self) -> Vec<Option<&Field>> {
        let buttons: Vec<_> = self.fields.iter().filter(|field| field.kind == Kind::Button).map(Some).collect();
        if buttons.is_empty() { vec![None] } else { buttons }
    }

    /// What it is, whatever row it is about.
    pub(super) fn shape(&self) -> String {
        let parts = self.action.split('/').map(|part| if part.parse::<uuid::Uuid>().is_ok() { "{id}" } else { part });
        let mut names: Vec<&str> = self.fields.iter().map(|field| field.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        format!("{} {}", parts.collect::<Vec<_>>().join("/"), names.join(" "))
    }

    /// Whether it signs somebody in.
    pub(super) fn enters(&self) -> bool {
        ["/sign-in", "/invitations/", "/reset/"].iter().any(|start| self.action.starts_with(start))
    }

    /// Sends it to this address.
    pub(super) async fn send(&self, browser: &Browser<'_>, action: &str, values: &[(String, String)]) -> Answer {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if !self.multipart {
            return browser.post(action, &values).await;
        }
        let file = self.fields.iter().find(|field| field.kind == Kind::File).map_or("nothing", |field| field.name.as_str());
        browser.upload_as(action, &values, file, "", b"").await
    }
}
