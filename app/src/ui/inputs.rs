//! The controls of a form. Each echoes the value it is given, so that a refused form comes back as it was sent.

use super::field::{Field, Ties};
use super::text::OptText;
use leptos::prelude::*;

/// One line of text, or any other `input` of one line (`kind`: `email`, `password`, `date`, `url`, `search`, `number`).
#[component]
pub fn TextInput(
    /// Name it posts under.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What is in it.
    #[prop(optional, into)]
    value: OptText,
    /// The `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// How to answer.
    #[prop(optional, into)]
    hint: OptText,
    /// What was wrong with the answer.
    #[prop(optional, into)]
    error: OptText,
    /// The browser insists on an answer.
    #[prop(optional)]
    required: bool,
    /// Says that the field may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What the browser may fill in: `username`, `current-password`, `new-password`, `off`.
    #[prop(optional, into)]
    autocomplete: OptText,
    /// Most characters it takes.
    #[prop(default = None, into)]
    maxlength: Option<u32>,
    /// For short answers: a date, a number.
    #[prop(optional)]
    short: bool,
    /// Id of the [`Suggestions`] that the browser offers.
    #[prop(optional, into)]
    list: OptText,
    /// Other id than the one made from the name.
    #[prop(optional, into)]
    id: OptText,
) -> impl IntoView {
    let ties = Ties::new(&name, id.0, &hint, &error);
    let class = if short { "control control-short" } else { "control" };
    view! {
        <Field id=ties.id.clone() label hint error optional>
            <input class=class id=ties.id type=kind name=name value=value.0 required=required autocomplete=autocomplete.0 list=list.0
                maxlength=maxlength aria-describedby=ties.described_by aria-invalid=ties.invalid/>
        </Field>
    }
}

/// What the browser offers while somebody types into a [`TextInput`] that names it; any other answer can be typed too.
#[component]
pub fn Suggestions(
    /// Its id.
    #[prop(into)]
    id: String,
    /// The answers in order.
    words: Vec<String>,
) -> impl IntoView {
    let options = words.into_iter().map(|word| view! { <option value=word></option> }).collect_view();
    view! { <datalist id=id>{options}</datalist> }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Name it posts under.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What is in it.
    #[prop(optional, into)]
    value: OptText,
    /// How to answer.
    #[prop(optional, into)]
    hint: OptText,
    /// What was wrong with the answer.
    #[prop(optional, into)]
    error: OptText,
    /// The browser insists on an answer.
    #[prop(optional)]
    required: bool,
    /// Says that the field may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Height in lines.
    #[prop(default = 5)]
    rows: u32,
    /// For source text: figures of one width, no wrapping.
    #[prop(optional)]
    source: bool,
    /// Other id than the one made from the name.
    #[prop(optional, into)]
    id: OptText,
) -> impl IntoView {
    let ties = Ties::new(&name, id.0, &hint, &error);
    let class = if source { "control control-source" } else { "control" };
    let spellcheck = source.then_some("false");
    let value = textarea_text(&value.0.unwrap_or_default());
    view! {
        <Field id=ties.id.clone() label hint error optional>
            <textarea class=class id=ties.id name=name rows=rows required=required spellcheck=spellcheck
                aria-describedby=ties.described_by aria-invalid=ties.invalid>{value}</textarea>
        </Field>
    }
}

/// What stands between the tags of a `textarea`.
///
/// Leptos writes the children of a `textarea` as they are, so an end tag in the reader's text would end the control and
/// let markup of theirs into the page: it is escaped here. HTML drops a line feed right after the tag; one of ours keeps
/// the reader's.
fn textarea_text(value: &str) -> String {
    format!("\n{}", value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// One entry of a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// An entry with what is posted and what is shown.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// One of several.
#[component]
pub fn Select(
    /// Name it posts under.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// The entries in order.
    choices: Vec<Choice>,
    /// Value of the entry that is chosen; without one the first is.
    #[prop(optional, into)]
    value: OptText,
    /// How to answer.
    #[prop(optional, into)]
    hint: OptText,
    /// What was wrong with the answer.
    #[prop(optional, into)]
    error: OptText,
    /// Other id than the one made from the name.
    #[prop(optional, into)]
    id: OptText,
) -> impl IntoView {
    let ties = Ties::new(&name, id.0, &hint, &error);
    let chosen = value.0;
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = chosen.as_ref() == Some(&choice.value);
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <Field id=ties.id.clone() label hint error>
            <select class="control" id=ties.id name=name aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select>
        </Field>
    }
}

/// Yes or no.
#[component]
pub fn Checkbox(
    /// Name it posts under.
    #[prop(into)]
    name: String,
    /// What is agreed to.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    #[prop(optional)]
    checked: bool,
    /// What it posts when ticked.
    #[prop(default = "on".to_owned(), into)]
    value: String,
    /// More about it.
    #[prop(optional, into)]
    hint: OptText,
    /// Why it was refused.
    #[prop(optional, into)]
    error: OptText,
    /// Other id than the one made from the name.
    #[prop(optional, into)]
    id: OptText,
) -> impl IntoView {
    let ties = Ties::new(&name, id.0, &hint, &error);
    let (hint_id, error_id) = (format!("{}-hint", ties.id), format!("{}-error", ties.id));
    let hint = hint.0.map(|text| view! { <p class="hint" id=hint_id>{text}</p> });
    let error = error.0.map(|text| view! { <p class="error" id=error_id>{text}</p> });
    view! {
        <div class="choice">
            <input class="box" type="checkbox" id=ties.id.clone() name=name value=value checked=checked aria-describedby=ties.described_by/>
            <label for=ties.id>{label}</label>
            {hint}
            {error}
        </div>
    }
}

/// One of several; those of one name exclude each other.
#[component]
pub fn Radio(
    /// Name it posts under.
    #[prop(into)]
    name: String,
    /// What it posts when chosen.
    #[prop(into)]
    value: String,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// Whether it is chosen.
    #[prop(optional)]
    checked: bool,
    /// More about it.
    #[prop(optional, into)]
    hint: OptText,
) -> impl IntoView {
    let ties = Ties::new(&name, Some(format!("field-{name}-{value}")), &hint, &OptText::default());
    let hint_id = format!("{}-hint", ties.id);
    let hint = hint.0.map(|text| view! { <p class="hint" id=hint_id>{text}</p> });
    view! {
        <div class="choice">
            <input class="box" type="radio" id=ties.id.clone() name=name value=value checked=checked aria-describedby=ties.described_by/>
            <label for=ties.id>{label}</label>
            {hint}
        </div>
    }
}

/// A value the form carries along.
#[component]
pub fn HiddenInput(
    /// Name it posts under.
    #[prop(into)]
    name: String,
    /// What it posts.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_answer_comes_back_escaped_and_tied_to_its_error() {
        let html =
            view! { <TextInput name="title" label="Title" value="\"><b>" error="Too short" hint="A few words" required=true/> }.to_html();
        assert!(html.contains(r#"value="&quot;&gt;&lt;b&gt;""#), "{html}");
        assert!(html.contains(r#"<label for="field-title" class="label">Title"#), "{html}");
        assert!(html.contains(r#"aria-describedby="field-title-hint field-title-error""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#) && html.contains(" required "), "{html}");
        assert!(html.contains(r#"<p id="field-title-error" class="error">Too short"#), "{html}");
    }

    #[test]
    fn a_text_area_keeps_its_first_line_feed_and_escapes_its_end_tag() {
        let html = view! { <TextArea name="body" label="Body" value="\n</textarea><b>"/> }.to_html();
        assert!(html.contains(">\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>"), "{html}");
    }

    #[test]
    fn a_select_chooses_the_entry_it_was_given() {
        let choices = vec![Choice::new("a", "First"), Choice::new("b", "Second")];
        let html = view! { <Select name="tier" label="Tier" choices value="b"/> }.to_html();
        assert!(html.contains(r#"<option value="b" selected>Second"#), "{html}");
        assert!(html.contains(r#"<option value="a">First"#), "{html}");
    }

    #[test]
    fn a_checkbox_has_its_label() {
        let html = view! { <Checkbox name="done" label="Done" checked=true/> }.to_html();
        assert!(html.contains("checked") && html.contains(r#"<label for="field-done">Done"#), "{html}");
    }
}
