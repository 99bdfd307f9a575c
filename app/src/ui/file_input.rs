//! A file, chosen or dropped.

use super::field::Ties;
use super::text::OptText;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

/// A large target for one file. The input fills the target, so the browser itself takes a dropped file: no script.
/// Its form must be `multipart/form-data`.
#[component]
pub fn FileInput(
    /// Name it posts under.
    #[prop(into)]
    name: String,
    /// What is asked for: "Choose a report, or drop it here".
    #[prop(into)]
    label: String,
    /// What is taken and how large it may be.
    #[prop(optional, into)]
    hint: OptText,
    /// What was wrong with the file.
    #[prop(optional, into)]
    error: OptText,
    /// Extensions and media types the picker offers.
    #[prop(optional, into)]
    accept: OptText,
    /// The browser insists on a file.
    #[prop(optional)]
    required: bool,
    /// Several files may be chosen.
    #[prop(optional)]
    multiple: bool,
    /// A folder is chosen, with all that is in it.
    #[prop(optional)]
    folder: bool,
) -> impl IntoView {
    let ties = Ties::new(&name, None, &hint, &error);
    // No standard knows it, all browsers do.
    let folder = custom_attribute("webkitdirectory", folder.then_some(""));
    let invalid = error.0.as_ref().map(|_| "");
    let hint_id = format!("{}-hint", ties.id);
    let error_id = format!("{}-error", ties.id);
    let hint = hint.0.map(|text| view! { <span class="hint" id=hint_id>{text}</span> });
    let error = error.0.map(|text| view! { <p class="error" id=error_id>{text}</p> });
    view! {
        <div class="field" data-invalid=invalid>
            <div class="drop">
                <label class="drop-title" for=ties.id.clone()>{label}</label>
                <input type="file" id=ties.id name=name accept=accept.0 required=required multiple=multiple
                    aria-describedby=ties.described_by aria-invalid=ties.invalid {..folder}/>
                {hint}
            </div>
            {error}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_input_is_labelled_and_says_what_it_takes() {
        let html = view! { <FileInput name="document" label="Choose a report" hint="Markdown, at most 2 MiB" accept=".md"/> }.to_html();
        assert!(html.contains(r#"<label for="field-document""#), "{html}");
        assert!(html.contains(r#"aria-describedby="field-document-hint""#) && html.contains(r#"accept=".md""#), "{html}");
    }
}
