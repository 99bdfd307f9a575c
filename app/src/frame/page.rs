//! From a page function to an answer, and from a posted form to the page it leads to.

use super::bearer::problem;
use super::document;
use super::error::PageError;
use super::form::Values;
use super::state::AppState;
use super::visit::Visit;
use crate::ui::{ErrorPage, Kind, Notice};
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use http::header::RETRY_AFTER;
use http::{HeaderValue, StatusCode};
use leptos::prelude::*;
use std::pin::Pin;

/// Draws the page once everything it shows is there.
pub(super) type Draw = Box<dyn FnOnce() -> AnyView + Send>;

/// A page that is ready to be drawn.
pub struct Page {
    pub(super) title: String,
    pub(super) status: u16,
    pub(super) narrow: bool,
    pub(super) islands: bool,
    pub(super) module: Option<&'static str>,
    pub(super) bare: bool,
    pub(super) notice: Option<String>,
    /// Seconds until it is worth trying again.
    pub(super) retry_after: Option<i64>,
    pub(super) draw: Draw,
}

impl Page {
    /// A page with its title and what is between top bar and footer, which has the one `h1`.
    pub fn new<V: IntoView + 'static>(title: impl Into<String>, draw: impl FnOnce() -> V + Send + 'static) -> Self {
        let draw: Draw = Box::new(move || draw().into_any());
        Self {
            title: title.into(),
            status: 200,
            narrow: false,
            islands: false,
            module: None,
            bare: false,
            notice: None,
            retry_after: None,
            draw,
        }
    }

    /// For forms and single documents.
    #[must_use]
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    /// Answered with another status than 200.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// A document that stands for itself: no navigation around it, nothing of whoever looks at it, and no place in search engines.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// The page has an island: scripts are loaded. Pages without one load none.
    #[must_use]
    pub fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }

    /// The page loads this one script of ours: a module that needs nothing else.
    #[must_use]
    pub fn with_module(mut self, path: &'static str) -> Self {
        self.module = Some(path);
        self
    }

    /// What was just done: the address has `?done=` with one of these words, which stands for its sentence.
    #[must_use]
    pub fn done(mut self, visit: &Visit, sentences: &[(&str, &str)]) -> Self {
        self.notice = sentences.iter().find(|(word, _)| *word == visit.query("done")).map(|(_, sentence)| (*sentence).to_owned());
        self
    }

    /// The answer of a route that has no page of its own, where it cannot do what was asked.
    pub fn of_error(visit: &Visit, error: PageError) -> Response {
        answer(visit, Err(error))
    }

    /// The answer of a route that makes its page itself.
    pub fn of_result(visit: &Visit, page: PageResult) -> Response {
        answer(visit, page)
    }

    pub(super) fn drawn(self) -> (AnyView, bool) {
        let notice = self.notice.map(|text| view! { <Notice kind=Kind::Ok>{text}</Notice> });
        (view! { {notice} {(self.draw)()} }.into_any(), self.narrow)
    }
}

/// Where a form leads when it has done its work: a path of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done(pub String);

impl Done {
    /// Leads to this path.
    pub fn at(path: impl Into<String>) -> Self {
        Self(path.into())
    }
}

/// What a page function answers.
pub type PageResult = Result<Page, PageError>;

/// A route that shows a page.
pub fn show<P, F>(page: P) -> MethodRouter<AppState>
where
    P: Fn(Visit) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = PageResult> + Send + 'static,
{
    get(move |visit: Visit| async move {
        let result = page(visit.clone()).await;
        answer(&visit, result)
    })
}

/// A route that shows a page with GET and takes its form with POST: done, it leads on; refused, the page comes back with what was sent.
pub fn form<P, F, A, G>(page: P, act: A) -> MethodRouter<AppState>
where
    P: Fn(Visit) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = PageResult> + Send + 'static,
    A: Fn(Visit, Values) -> G + Clone + Send + Sync + 'static,
    G: Future<Output = Result<Done, PageError>> + Send + 'static,
{
    show(page.clone()).post(move |visit: Visit, Form(sent): Form<Vec<(String, String)>>| take(visit, Values(sent), page, act))
}

/// Takes another form of a page, at an address one segment below the page's. Merge it with [`leads_up`] or a page of its own.
pub fn post_form<P, F, A, G>(page: P, act: A) -> MethodRouter<AppState>
where
    P: Fn(Visit) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = PageResult> + Send + 'static,
    A: Fn(Visit, Values) -> G + Clone + Send + Sync + 'static,
    G: Future<Output = Result<Done, PageError>> + Send + 'static,
{
    post(move |visit: Visit, Form(sent): Form<Vec<(String, String)>>| take(visit.of_page_above(), Values(sent), page, act))
}

/// A route without anything to see, such as that of a form: GET leads to the page above.
pub fn leads_up() -> MethodRouter<AppState> {
    get(|visit: Visit| async move { Redirect::to(&visit.of_page_above().path) })
}

async fn take<P, F, A, G>(visit: Visit, sent: Values, page: P, act: A) -> Response
where
    P: Fn(Visit) -> F + Send + 'static,
    F: Future<Output = PageResult> + Send + 'static,
    A: Fn(Visit, Values) -> G,
    G: Future<Output = Result<Done, PageError>>,
{
    match act(visit.clone(), sent.clone()).await {
        Ok(done) => Redirect::to(&done.0).into_response(),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

/// The answer to a form that was refused: its page with what was sent and what is wrong, or a page of its own for what the form cannot mend.
pub fn refused<P, F>(visit: Visit, page: P, sent: Values, error: PageError) -> Pin<Box<dyn Future<Output = Response> + Send>>
where
    P: Fn(Visit) -> F + Send + 'static,
    F: Future<Output = PageResult> + Send + 'static,
{
    Box::pin(async move {
        if visit.is_program() {
            return answer(&visit, Err(error));
        }
        let Some((status, field, text)) = error.for_form() else { return answer(&visit, Err(error)) };
        let retry_after = error.retry_after();
        let visit = visit.refused(sent, field, text);
        let page = page(visit.clone()).await.map(|page| Page { status, retry_after, ..page });
        answer(&visit, page)
    })
}

/// The answer to a form that only asks to be looked at: its page with what was sent, and nothing wrong with it.
pub async fn looked_at<P, F>(visit: Visit, page: P, sent: Values) -> Response
where
    P: Fn(Visit) -> F,
    F: Future<Output = PageResult>,
{
    let visit = visit.looked_at(sent);
    let page = page(visit.clone()).await;
    answer(&visit, page)
}

/// The page, or the page of an error, or the way elsewhere.
pub(super) fn answer(visit: &Visit, page: PageResult) -> Response {
    let page = match page {
        Ok(page) => page,
        Err(PageError::Elsewhere(path)) => return Redirect::to(&path).into_response(),
        Err(error) if visit.is_program() => return problem(&error),
        Err(PageError::Service(service::ServiceError::SignInNeeded)) => return Redirect::to("/sign-in").into_response(),
        Err(error) => error_page(visit, &error),
    };
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let retry_after = page.retry_after;
    let mut response = (status, document::rendered(visit, page)).into_response();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn error_page(visit: &Visit, error: &PageError) -> Page {
    let (told, retry_after) = (error.told(), error.retry_after());
    let reference = visit.reference.clone();
    let (status, title, text) = (told.status, told.title, told.text);
    let page = Page::new(title, move || view! { <ErrorPage status title text reference/> });
    Page { status, retry_after, narrow: true, ..page }
}
