//! What was wrong with a form, said once at its top.

use super::field::field_id;
use leptos::prelude::*;

/// One thing that was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Id of the control it is about, if it is about one.
    pub target: Option<String>,
    /// What is wrong, as a sentence.
    pub text: String,
}

impl Problem {
    /// Something wrong with the field of this name.
    pub fn field(name: &str, text: impl Into<String>) -> Self {
        Self { target: Some(field_id(name)), text: text.into() }
    }

    /// Something wrong with the form as a whole.
    pub fn form(text: impl Into<String>) -> Self {
        Self { target: None, text: text.into() }
    }
}

/// The summary: announced at once, each line leads to its field. Shows nothing when there is nothing wrong.
#[component]
pub fn Problems(
    /// What was wrong, in the order of the fields.
    problems: Vec<Problem>,
) -> impl IntoView {
    (!problems.is_empty()).then(|| {
        let lines = problems
            .into_iter()
            .map(|problem| match problem.target {
                Some(id) => view! { <li><a href=format!("#{id}")>{problem.text}</a></li> }.into_any(),
                None => view! { <li>{problem.text}</li> }.into_any(),
            })
            .collect_view();
        view! {
            <div class="problems" role="alert">
                <h2>"Please correct this"</h2>
                <ul>{lines}</ul>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_problem_leads_to_its_field() {
        let problems = vec![Problem::field("slug", "The slug is taken."), Problem::form("Someone was faster.")];
        let html = view! { <Problems problems/> }.to_html();
        assert!(html.contains(r##"<a href="#field-slug">The slug is taken.</a>"##), "{html}");
        assert!(html.contains(r#"role="alert""#) && html.contains("<li>Someone was faster.</li>"), "{html}");
    }

    #[test]
    fn nothing_wrong_says_nothing() {
        assert!(!view! { <Problems problems=vec![]/> }.to_html().contains("problems"));
    }
}
