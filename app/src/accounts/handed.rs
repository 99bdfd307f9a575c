//! Links that let somebody in: mailed where the installation has mail, else shown once to whoever made them.

use crate::frame::Visit;
use crate::ui::{Kind, Notice};
use leptos::prelude::*;
use service::accounts::ResetMade;
use service::accounts::invitations::Invited;
use service::mail;

/// What became of a link that was made.
pub(crate) struct Handed {
    title: String,
    until: String,
    /// The link, where it was not mailed.
    link: Option<String>,
}

impl Handed {
    /// Hands an invitation over.
    pub(crate) fn invitation(visit: &Visit, made: &Invited) -> Self {
        let public = &visit.state.public;
        let link = match &visit.state.mailer {
            Some(mailer) => {
                mailer.post(mail::invitation(public, made));
                None
            }
            None => Some(made.token.link(public)),
        };
        Self { title: format!("{} is invited", made.invitation.email), until: made.invitation.expires_at.to_string(), link }
    }

    /// Hands a link for a new password over.
    pub(super) fn reset(visit: &Visit, made: &ResetMade) -> Self {
        let public = &visit.state.public;
        let link = match &visit.state.mailer {
            Some(mailer) => {
                mailer.post(mail::reset(public, made));
                None
            }
            None => Some(made.token.link(public)),
        };
        Self { title: format!("The link for {} is made", made.user.email), until: made.expires_at.to_string(), link }
    }

    /// What is said of it, once.
    pub(crate) fn told(self) -> impl IntoView {
        let until = self.until;
        let text = match self.link {
            None => view! { <p>"A letter with the link is on its way. The link works once, until " {until} "."</p> }.into_any(),
            Some(link) => view! {
                <p>"Hand this link on by a safe way. It is shown this once and kept nowhere; it works once, until " {until} "."</p>
                <p><code class="digest" id="handed-link">{link}</code></p>
            }
            .into_any(),
        };
        view! { <Notice kind=Kind::Ok title=self.title>{text}</Notice> }
    }
}
