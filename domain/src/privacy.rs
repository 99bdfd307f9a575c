//! What is left of a person whose account was erased.

use crate::ids::UserId;
use crate::records::Change;

/// The address of an account that was erased: of no mailbox and no person, and of this account alone.
#[must_use]
pub fn erased_address(user: UserId) -> String {
    // RFC 2606 keeps this ending free for ever.
    format!("erased-{user}@invalid.invalid")
}

/// Whether an address is that of an account that was erased.
#[must_use]
pub fn is_erased(address: &str) -> bool {
    address.starts_with("erased-") && address.ends_with("@invalid.invalid")
}

/// Names and addresses that an account had, as the lines about its changes tell them.
#[must_use]
pub fn former(changes: &[Change]) -> (Vec<&str>, Vec<&str>) {
    let all = |label: &str| {
        let values = changes.iter().filter(|change| change.field == label).flat_map(|change| [change.before.as_str(), &change.after]);
        let mut values: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
        values.sort_unstable();
        values.dedup();
        values
    };
    (all("Name"), all("E-mail address"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{Email, User};
    use crate::records::changes;
    use crate::{Timestamp, Version};

    #[test]
    fn former_names_and_addresses_are_those_that_changes_of_an_account_tell() {
        let user = |name: &str, email: &str| User {
            id: UserId(uuid::Uuid::from_u128(7)),
            email: email.parse().unwrap(),
            name: name.parse().unwrap(),
            admin: false,
            deactivated_at: None,
            created_at: Timestamp::from(chrono::DateTime::UNIX_EPOCH),
            version: Version::FIRST,
        };
        let told = changes(&user("Kim Old", "old@example.org"), &user("Kim New", "new@example.org"));
        assert_eq!(former(&told), (vec!["Kim New", "Kim Old"], vec!["new@example.org", "old@example.org"]));
        assert_eq!(former(&changes(&user("Kim", "k@example.org"), &user("Kim", "k@example.org"))), (vec![], vec![]));
    }

    #[test]
    fn the_address_of_an_erased_account_is_one_that_can_be_kept() {
        let address = erased_address(UserId(uuid::Uuid::from_u128(7)));
        assert_eq!(address.parse::<Email>().unwrap().as_str(), address);
        assert!(is_erased(&address) && !is_erased("kim@example.org"));
    }
}
