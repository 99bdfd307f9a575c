//! `holdpoint user`: accounts, from the command line of the server.

use domain::accounts::Password;
use service::accounts::invitations::{InvitationForm, invite as make_invitation};
use service::accounts::{self, Filter, Hasher, NewUser};
use service::{Db, PageNumber};

use super::{User, secret};
use crate::config::Config;
use crate::{database, run};

/// Does what is asked, as the operator.
pub(super) async fn act(config: &Config, what: &User) -> anyhow::Result<()> {
    let db = database::open_current(config).await?;
    let hasher = run::hasher(config)?;
    let outcome = match what {
        User::Add { email, name, admin, generate } => add(&db, &hasher, email, name, *admin, *generate).await,
        User::Invite { email, name, admin } => invite(config, &db, email, name, *admin).await,
        User::List => list(&db).await,
        User::ResetPassword { email, generate } => reset(&db, &hasher, email, *generate).await,
        User::ResetFactors { email } => reset_factors(&db, email).await,
    };
    db.close().await;
    outcome
}

async fn add(db: &Db, hasher: &Hasher, email: &str, name: &str, admin: bool, generate: bool) -> anyhow::Result<()> {
    let by = accounts::operator()?.admin();
    let password = secret::obtain(generate)?;
    let new = NewUser { email: email.to_owned(), name: name.to_owned(), password: Password::given(password.text.clone()) };
    let user = accounts::add_user(db, hasher, &by, new, admin, service::now()).await?;
    eprintln!("{} may sign in now{}.", user.email, if admin { ", as an administrator" } else { "" });
    show(&password);
    Ok(())
}

/// The link is data: it goes where a script can take it from. It is never mailed from here, for whoever sits here hands it on.
async fn invite(config: &Config, db: &Db, email: &str, name: &str, admin: bool) -> anyhow::Result<()> {
    let (by, keys) = (accounts::operator()?.admin(), config.keys()?);
    let form = InvitationForm { email: email.to_owned(), name: name.to_owned(), admin, projects: String::new() };
    let made = make_invitation(db, &keys, &by, &form, service::now()).await?;
    eprintln!("{} is invited. The link makes the account, once, until {}:", made.invitation.email, made.invitation.expires_at);
    println!("{}", made.token.link(config.public_url.origin()));
    Ok(())
}

async fn reset(db: &Db, hasher: &Hasher, email: &str, generate: bool) -> anyhow::Result<()> {
    let by = accounts::operator()?.admin();
    let password = secret::obtain(generate)?;
    let user = accounts::reset_password(db, hasher, &by, email, Password::given(password.text.clone()), service::now()).await?;
    eprintln!("{} has a new password; all sessions of this person were ended.", user.email);
    show(&password);
    Ok(())
}

async fn reset_factors(db: &Db, email: &str) -> anyhow::Result<()> {
    let by = accounts::operator()?.admin();
    let user = accounts::factors::remove_all_of(db, &by, email, service::now()).await?;
    eprintln!("{} has no second factor any more; all sessions of this person were ended.", user.email);
    Ok(())
}

/// One line a person: address, name, and whether they administer the installation, with tabs between.
async fn list(db: &Db) -> anyhow::Result<()> {
    let by = accounts::operator()?.admin();
    let mut number = 1_u32;
    loop {
        let page = accounts::list_users(db, &by, &Filter::default(), PageNumber::parse(Some(&number.to_string()))).await?;
        for user in &page.rows {
            println!("{}\t{}\t{}", user.email, user.name, if user.admin { "administrator" } else { "" });
        }
        if number >= page.pages() {
            return Ok(());
        }
        number += 1;
    }
}

/// A password that was made here is data: it goes where a script can take it from.
fn show(password: &secret::Password) {
    if password.made {
        println!("{}", password.text);
    }
}
