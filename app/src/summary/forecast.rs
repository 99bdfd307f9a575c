//! When a goal could be reached, in words that say how sure that is.

use domain::trends::Estimate;
use domain::what_if::Forecast;

/// The date, and a second line with what is uncertain about it.
pub(crate) fn words(forecast: &Forecast) -> (String, Option<String>) {
    match forecast {
        Forecast::Open => ("now".to_owned(), None),
        Forecast::NoPace => ("no estimate".to_owned(), Some("too little was closed in the last weeks".to_owned())),
        Forecast::NoRows(others) => ("no estimate".to_owned(), Some(format!("{} without a pace", rules(*others)))),
        Forecast::About(Estimate { likely, early, late }, others) => {
            let span = match late {
                Some(late) if late == early => None,
                Some(late) => Some(format!("{early} to {late}")),
                None => Some(format!("{early} at the faster pace, never at the slower")),
            };
            let beside = (*others > 0).then(|| format!("and {} without a pace", rules(*others)));
            let second: Vec<String> = span.into_iter().chain(beside).collect();
            (format!("about {likely}"), (!second.is_empty()).then(|| second.join("; ")))
        }
    }
}

fn rules(count: u64) -> String {
    if count == 1 { "1 rule".to_owned() } else { format!("{count} rules") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_never_stands_without_what_is_uncertain_about_it() {
        let day = |text: &str| text.parse().unwrap();
        let estimate = Estimate { likely: day("2031-05-20"), early: day("2031-05-10"), late: Some(day("2031-06-30")) };
        let (date, second) = words(&Forecast::About(estimate, 2));
        assert_eq!((date.as_str(), second.as_deref()), ("about 2031-05-20", Some("2031-05-10 to 2031-06-30; and 2 rules without a pace")));
        let (_, second) = words(&Forecast::About(Estimate { late: None, ..estimate }, 0));
        assert_eq!(second.as_deref(), Some("2031-05-10 at the faster pace, never at the slower"));
        assert_eq!(words(&Forecast::NoRows(1)).1.as_deref(), Some("1 rule without a pace"));
        assert_eq!(words(&Forecast::Open), ("now".to_owned(), None));
    }
}
