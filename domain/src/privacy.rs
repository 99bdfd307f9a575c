//! What is left of a person whose account was erased.

use crate::ids::UserId;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Email;

    #[test]
    fn the_address_of_an_erased_account_is_one_that_can_be_kept() {
        let address = erased_address(UserId(uuid::Uuid::from_u128(7)));
        assert_eq!(address.parse::<Email>().unwrap().as_str(), address);
        assert!(is_erased(&address) && !is_erased("kim@example.org"));
    }
}
