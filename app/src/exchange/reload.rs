//! Looks again in a moment: what is being done is shown as it goes on.
#![allow(unreachable_pub, reason = "the macro makes an item of its own")]

use leptos::prelude::*;
use std::time::Duration;

/// How long it takes until the page is loaded again.
const SOON: Duration = Duration::from_millis(1_500);

/// Loads the page again in a moment. Without scripts a link beside it does the same.
#[island]
pub fn ReloadSoon() -> impl IntoView {
    Effect::new(move |_| {
        set_timeout(
            || {
                let _ = window().location().reload();
            },
            SOON,
        );
    });
}
