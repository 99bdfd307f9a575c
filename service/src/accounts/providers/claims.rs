//! From the claims of a provider to what is known of a person.

use super::Provider;
use domain::accounts::{Claims, Email};
use domain::text::Title;
use serde_json::Value;

/// Most groups that are looked at, and longest name of one: a provider may send whatever it likes.
const MOST_GROUPS: usize = 500;
const LONGEST_GROUP: usize = 200;

/// What a provider says: in the ID token first, else in the answer of its userinfo endpoint.
pub(super) fn read(provider: &Provider, issuer: &str, subject: &str, said: &[Value]) -> Claims {
    let text = |name: &str| said.iter().find_map(|claims| claims.get(name)?.as_str()).map(str::trim).filter(|text| !text.is_empty());
    // Address and what is said of it come from one place: else one could vouch for the other.
    let source = said.iter().find(|claims| claims.get("email").is_some());
    let email: Option<Email> = source.and_then(|claims| claims.get("email")?.as_str()?.parse().ok());
    let confirmed = source.and_then(|claims| claims.get("email_verified")?.as_bool()).unwrap_or(false);
    let whole = || Some(format!("{} {}", text("given_name")?, text("family_name")?));
    let name = text("name").map(str::to_owned).or_else(whole).or_else(|| text("preferred_username").map(str::to_owned));
    let path = provider.group_claim.as_deref();
    let groups = path.and_then(|path| said.iter().find_map(|claims| at(claims, path))).map(names).unwrap_or_default();
    Claims {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        confirmed: email.is_some() && (confirmed || provider.trust_email),
        email,
        // Control characters would be no name; white space is folded.
        name: name.and_then(|name| Title::cut(&name.replace(char::is_control, " "))).map(|(name, _)| name),
        groups,
    }
}

/// Whether anything is missing that the userinfo endpoint may tell.
pub(super) fn incomplete(provider: &Provider, said: &Value) -> bool {
    let groups = provider.group_claim.as_deref().is_some_and(|path| at(said, path).is_none());
    said.get("email").is_none() || said.get("name").is_none() || groups
}

/// A claim by its name, which may have dots in it, or by a path of names with dots between.
fn at<'a>(claims: &'a Value, path: &str) -> Option<&'a Value> {
    claims.get(path).or_else(|| path.split('.').try_fold(claims, |inner, name| inner.get(name)))
}

fn names(claim: &Value) -> Vec<String> {
    let one = claim.as_str().into_iter();
    let many = claim.as_array().into_iter().flatten().filter_map(Value::as_str);
    one.chain(many).filter(|name| name.chars().count() <= LONGEST_GROUP).take(MOST_GROUPS).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests_provider;
    use super::*;
    use serde_json::json;

    fn claims(path: Option<&str>, said: &[Value]) -> Claims {
        let provider = Provider { group_claim: path.map(str::to_owned), ..tests_provider() };
        read(&provider, "https://id.example", "7", said)
    }

    #[test]
    fn what_the_token_says_goes_before_what_userinfo_says() {
        let said = [
            json!({"email": "kim@example.org", "email_verified": false}),
            json!({"email": "eve@example.org", "email_verified": true, "name": "Kim"}),
        ];
        let claims = claims(None, &said);
        assert_eq!(claims.email.unwrap().as_str(), "kim@example.org");
        assert!(!claims.confirmed, "userinfo must not vouch for the address of the token");
        assert_eq!(claims.name.unwrap().as_str(), "Kim");
    }

    #[test]
    fn only_the_truth_value_confirms_an_address() {
        for (said, confirmed) in
            [(json!(true), true), (json!(false), false), (json!("yes"), false), (json!(1), false), (Value::Null, false)]
        {
            let said = json!({"email": "kim@example.org", "email_verified": said});
            assert_eq!(claims(None, &[said]).confirmed, confirmed);
        }
        assert!(!claims(None, &[json!({"email_verified": true})]).confirmed);
    }

    #[test]
    fn groups_are_found_by_name_and_by_path() {
        let said = [json!({"groups": ["a", 7, "b"], "realm_access": {"roles": ["c"]}, "https://x.example/groups": "d"})];
        assert_eq!(claims(Some("groups"), &said).groups, ["a", "b"]);
        assert_eq!(claims(Some("realm_access.roles"), &said).groups, ["c"]);
        assert_eq!(claims(Some("https://x.example/groups"), &said).groups, ["d"]);
        assert!(claims(Some("nothing.there"), &said).groups.is_empty());
        assert!(claims(None, &said).groups.is_empty());
    }

    #[test]
    fn a_name_is_one_line_of_some_length() {
        let name = |said: Value| claims(None, &[said]).name.map(String::from);
        assert_eq!(name(json!({"name": "Kim\u{0}\nLee"})).as_deref(), Some("Kim Lee"));
        assert_eq!(name(json!({"given_name": "Kim", "family_name": "Lee"})).as_deref(), Some("Kim Lee"));
        assert_eq!(name(json!({"name": "", "preferred_username": "kim"})).as_deref(), Some("kim"));
        assert!(name(json!({"name": "x".repeat(5000)})).unwrap().chars().count() <= Title::LIMIT);
        assert_eq!(name(json!({})), None);
    }
}
