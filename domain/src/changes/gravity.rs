//! How grave it is that something got worse, 0 to 100: what stops a launch first, then what makes it worse, then what is less known.

use crate::assessments::Severity;
use crate::blockers::Tier;
use crate::risks::{Level, Polarity};
use crate::scoring::Share;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A criterion that held holds no more.
pub(super) const CRITERION_LOST: u8 = 75;
/// A criterion that is not met was added, or one that held in part holds no more.
pub(super) const CRITERION_OPEN: u8 = 45;
/// Something that blocks while it is open is open again, or an open item began to block.
pub(super) const BLOCKING_ITEM: u8 = 75;
/// A tick was taken back.
pub(super) const ITEM: u8 = 35;
/// A check fails.
pub(super) const FAILS: u8 = 65;
/// A check passed too long ago.
pub(super) const EXPIRED: u8 = 30;
/// A strength is none any more.
pub(super) const STRENGTH: u8 = 35;
/// What was known is not known any more.
pub(super) const LOST_SIGHT: u8 = 40;
/// A decision to live with a risk does not cover it any more.
pub(super) const UNCOVERED: u8 = 55;

/// A blocker of this tier blocks.
pub(super) const fn tier(tier: Tier) -> u8 {
    100 - 10 * (tier.number() - 1)
}

/// A gap of this severity; one without is taken for one in the middle.
pub(super) const fn severity(severity: Option<Severity>) -> u8 {
    match severity {
        Some(Severity::Critical) => 90,
        Some(Severity::High) => 70,
        Some(Severity::Medium) | None => 50,
        Some(Severity::Low) => 30,
        Some(Severity::Info) => 10,
    }
}

/// A risk came to this level, or a quality fell to it.
pub(super) const fn level(level: Option<Level>, polarity: Polarity) -> u8 {
    match (level, polarity) {
        (None, _) => 40,
        (Some(level), Polarity::LowerIsBetter) => level.number() * 18,
        (Some(level), Polarity::HigherIsBetter) => (6 - level.number()) * 18,
    }
}

/// The share of a category fell: by 10 points 45, by 60 and more 95.
pub(super) fn fall(before: &Share, after: &Share) -> u8 {
    let points = before.basis_points().saturating_sub(after.basis_points()).div_ceil(100);
    u8::try_from(35 + points.min(60)).unwrap_or(95)
}

/// The overall score fell: always near the top, whatever the distance.
pub(super) fn overall(before: &Share, after: &Share) -> u8 {
    fall(before, after).saturating_add(40).min(98)
}

/// A metric went the wrong way: by half of what it was 55, by all of it and more 80; ten more where it broke its threshold.
pub(super) fn metric(before: Decimal, after: Decimal, broken: bool) -> u8 {
    let whole = before.abs();
    let moved = after.checked_sub(before).map(|moved| moved.abs());
    let part = if whole.is_zero() { None } else { moved.and_then(|moved| moved.checked_div(whole)) };
    let hundredths = part.and_then(|part| part.checked_mul(Decimal::ONE_HUNDRED)).unwrap_or(Decimal::ONE_HUNDRED).min(Decimal::ONE_HUNDRED);
    let halves = hundredths.to_u8().unwrap_or(100) / 2;
    30 + halves + if broken { 10 } else { 0 }
}
