//! What only reports of this program say, made up.

use crate::made::{text, words};
use domain::Day;
use domain::assessments::{Rag, Rating};
use domain::exchange::{BlockerKept, RiskKept};
use domain::links::{Link, Links};
use domain::risks::Polarity;
use proptest::array::{uniform2, uniform6};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

pub(crate) fn day() -> impl Strategy<Value = Day> {
    (1900..2100_i32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}").parse().unwrap())
}

pub(crate) fn rating() -> impl Strategy<Value = Rating> {
    prop_oneof![
        prop::sample::select(vec![Rag::Green, Rag::Yellow, Rag::Red, Rag::Gray]).prop_map(|colour| Rating::Rag { colour }),
        (1..9_u8).prop_flat_map(|of| (0..=of).prop_map(move |reached| Rating::Level { reached, of })),
        words().prop_map(|letter| Rating::Letter { letter }),
        words().prop_map(|reason| Rating::NotApplicable { reason }),
    ]
}

fn links() -> impl Strategy<Value = Links> {
    let link = ("[a-z]{1,8}(/[a-z_*|~&#;0-9]{0,6}){0,3}", of("[a-zA-Z|*_` ]{0,9}[a-z]"))
        .prop_map(|(path, label)| format!("https://{path} {}", label.unwrap_or_default()).parse::<Link>().unwrap());
    vec(link, 1..4).prop_map(|links| links.try_into().unwrap())
}

pub(crate) fn blocker_kept() -> impl Strategy<Value = BlockerKept> {
    (of(1..10_u8), of(words()), uniform2(of(day())), of(links()), uniform2(of(text()))).prop_map(
        |(tier, category, [due, waived_until], links, [evidence, waiver])| {
            let urgency = tier.map(|tier| tier.try_into().unwrap());
            BlockerKept { urgency, category, due, links, evidence, waiver, waived_until }
        },
    )
}

pub(crate) fn risk_kept() -> impl Strategy<Value = RiskKept> {
    let polarity = of(prop_oneof![Just(Polarity::LowerIsBetter), Just(Polarity::HigherIsBetter)]);
    (uniform6(of(words())), polarity, uniform2(of(day())), uniform2(of(text()))).prop_map(
        |([inherent, inherent_likelihood, inherent_impact, target_likelihood, target_impact, accepted_by], polarity, days, texts)| {
            let ([review, accepted_until], [acceptance, closing]) = (days, texts);
            RiskKept {
                inherent,
                inherent_likelihood,
                inherent_impact,
                target_likelihood,
                target_impact,
                polarity,
                review,
                acceptance,
                accepted_by,
                accepted_until,
                closing,
            }
        },
    )
}
