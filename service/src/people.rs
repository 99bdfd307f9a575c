//! Whom the people of a project can name: as owner, as assignee, in a comment.

use crate::ServiceError;
use crate::accounts::Viewer;
use domain::people::{Assignee, Mentionable};
use storage::accounts::access;
use storage::{Db, Tx};

/// So many members are offered and recognised by name; beyond that an e-mail address is needed nowhere, for no team is larger.
const MOST: i64 = 500;

/// The members of a project, by name: what forms offer.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer) -> Result<Vec<Mentionable>, ServiceError> {
    known(&mut db.read().await?, viewer).await
}

/// The members of a project, inside of a transaction.
pub(crate) async fn known(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Mentionable>, ServiceError> {
    Ok(access::mentionable(tx, viewer.id(), MOST).await?)
}

/// Who is meant by what was typed or read: the member of that name or address, else somebody outside. `None` for an empty text.
///
/// # Errors
/// [`ServiceError::Invalid`] for `field` where two members have that name, or where the text is too long for a name.
pub(crate) fn assignee(members: &[Mentionable], field: &'static str, typed: &str) -> Result<Option<Assignee>, ServiceError> {
    const LIMIT: usize = 200;
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Ok(None);
    }
    if name.chars().count() > LIMIT {
        return Err(ServiceError::invalid(field, "The name", format!("is longer than {LIMIT} characters; please shorten it")));
    }
    let key = name.trim_start_matches('@').to_lowercase();
    let by_address = members.iter().find(|member| member.email.to_lowercase() == key);
    let mut by_name = members.iter().filter(|member| member.name.to_lowercase() == key);
    let found = match (by_address, by_name.next(), by_name.next()) {
        (Some(member), ..) | (None, Some(member), None) => member,
        (None, None, _) => return Ok(Some(Assignee::named(name))),
        (None, Some(_), Some(_)) => {
            let problem = format!("“{name}” is the name of more than one member; please give the e-mail address instead");
            return Err(ServiceError::Invalid { field, message: format!("{problem}.") });
        }
    };
    Ok(Some(Assignee { name: found.name.clone(), user: Some(found.user) }))
}

/// As [`assignee`], for a form that was filled in with the present one: who is meant by an unchanged name stays meant,
/// also where two members have it.
pub(crate) fn owner(
    members: &[Mentionable],
    field: &'static str,
    typed: &str,
    present: Option<&Assignee>,
) -> Result<Option<Assignee>, ServiceError> {
    match present.filter(|present| present.user.is_some() && present.name == typed.trim()) {
        Some(present) => Ok(Some(present.clone())),
        None => assignee(members, field, typed),
    }
}

/// Who is meant by a name in a report: nobody looks at it, so what names two members, or is too long, is kept as written.
pub(crate) fn written(members: &[Mentionable], name: Option<&str>) -> Option<Assignee> {
    let name = name.map(str::trim).filter(|name| !name.is_empty())?;
    assignee(members, "owner", name).unwrap_or_else(|_| Some(Assignee::named(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::UserId;

    fn member(name: &str, email: &str) -> Mentionable {
        Mentionable { user: UserId(uuid::Uuid::now_v7()), name: name.into(), email: email.into() }
    }

    #[test]
    fn a_member_is_found_by_name_or_address_and_a_stranger_is_kept_as_written() {
        let members = [member("Dana Reyes", "dana@example.org"), member("Kim", "kim@example.org"), member("kim", "kim2@example.org")];
        let meant = |typed| assignee(&members, "owner", typed).map(|found| found.and_then(|found| found.user));
        assert_eq!(meant(" dana  reyes ").unwrap(), Some(members[0].user));
        assert_eq!(meant("@KIM2@example.org").unwrap(), Some(members[2].user));
        assert_eq!(meant("platform team").unwrap(), None);
        assert!(matches!(meant("Kim"), Err(ServiceError::Invalid { field: "owner", .. })));
        assert_eq!(assignee(&members, "owner", "platform  team").unwrap(), Some(Assignee::named("platform team")));
        assert_eq!(assignee(&members, "owner", "  ").unwrap(), None);
    }

    #[test]
    fn a_name_that_two_have_stays_whose_it_was_and_is_kept_as_written_where_nobody_can_be_asked() {
        let members = [member("Kim", "kim@example.org"), member("kim", "kim2@example.org")];
        let second = Assignee { name: "kim".into(), user: Some(members[1].user) };
        assert_eq!(owner(&members, "owner", " kim", Some(&second)).unwrap(), Some(second.clone()));
        assert!(owner(&members, "owner", "Kim", Some(&second)).is_err());
        assert_eq!(owner(&members, "owner", "", Some(&second)).unwrap(), None);
        assert_eq!(written(&members, Some(" Kim ")), Some(Assignee::named("Kim")));
        assert_eq!(written(&members[..1], Some("KIM")).unwrap().user, Some(members[0].user));
        assert_eq!(written(&members, Some(" ")), None);
    }
}
