//! All rooms in one router.

use crate::frame::{AppState, answer_server_functions, theme};
use crate::{
    accounts, assessments, audit, badges, blockers, changes, checklists, criteria, decisions, exchange, exports, gates, groups, history,
    lint, metrics, organisation, overview, plans, portfolio, projects, records, risks, search, shares, summary, templates, trends,
    verifications, what_if, work,
};
use axum::Router;
use axum::routing::{any, post};

/// All pages, forms and server functions. Needs the session layer around it, and `ConnectInfo` for the address of the client.
pub fn router(state: AppState) -> Router {
    Router::new()
        .merge(accounts::routes())
        .merge(assessments::routes())
        .merge(audit::routes())
        .merge(badges::routes())
        .merge(blockers::routes())
        .merge(changes::routes())
        .merge(checklists::routes())
        .merge(criteria::routes())
        .merge(decisions::routes())
        .merge(overview::routes())
        .merge(exchange::routes())
        .merge(exports::routes())
        .merge(gates::routes())
        .merge(groups::routes())
        .merge(history::routes())
        .merge(metrics::routes())
        .merge(lint::routes())
        .merge(organisation::routes())
        .merge(plans::routes())
        .merge(portfolio::routes())
        .merge(projects::routes())
        .merge(records::routes())
        .merge(risks::routes())
        .merge(search::routes())
        .merge(shares::routes())
        .merge(summary::routes())
        .merge(templates::routes())
        .merge(trends::routes())
        .merge(verifications::routes())
        .merge(what_if::routes())
        .merge(work::routes())
        .route("/theme", post(theme::choose))
        .route("/api/{*function}", any(answer_server_functions))
        .with_state(state)
}
