//! A gate as typed.

use crate::{ServiceError, input};
use domain::gates::{Demand, DemandError, Gate, GateRule, Otherwise, Percent};
use domain::text::Slug;
use rust_decimal::Decimal;

/// A gate as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GateForm {
    /// What the goal is called.
    pub name: String,
    /// Its place among the goals, from 1; the last one where it is empty.
    pub place: String,
    /// The score that the team aims at, in percent; may stay empty.
    pub target: String,
    /// The rules; those without a word are left out.
    pub rules: Vec<RuleForm>,
}

/// One rule as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleForm {
    /// A word of [`Demand::kinds`]; empty for none.
    pub kind: String,
    /// A percentage, a tier or a level.
    pub value: String,
    /// A category; empty for all.
    pub category: String,
    /// `conditional`, or empty for a no.
    pub otherwise: String,
}

impl From<&Gate> for GateForm {
    fn from(gate: &Gate) -> Self {
        let rules = gate.rules.iter().map(|rule| {
            let (value, category) = rule.demand.typed();
            let otherwise = if rule.otherwise == Otherwise::Conditional { "conditional" } else { "" };
            RuleForm { kind: rule.demand.word().to_owned(), value, category, otherwise: otherwise.to_owned() }
        });
        let target = gate.target.map(|target| target.amount().to_string()).unwrap_or_default();
        Self { name: gate.name.to_string(), place: String::new(), target, rules: rules.collect() }
    }
}

impl GateForm {
    /// So many rows for rules a form has.
    pub const ROWS: usize = domain::gates::Gates::MOST_RULES;

    /// Names of the fields for rules, each with the number of its row, from 0.
    pub const FIELDS: [[&'static str; 4]; Self::ROWS] = rows();

    pub(super) fn check(&self, goal: Option<&Slug>) -> Result<Gate, ServiceError> {
        let name = input::title("name", "The name", &self.name)?;
        let no_slug =
            || ServiceError::invalid("name", "The name", "needs a letter or a digit from A to Z, for addresses and for what CI asks");
        let goal = goal.cloned().or_else(|| Slug::suggest(name.as_str())).ok_or_else(no_slug)?;
        let target = self.target.trim().trim_end_matches('%').trim_end().replace(',', ".");
        let target = if target.is_empty() {
            None
        } else {
            let wrong = || ServiceError::invalid("target", "The target", "must be a number from 0 to 100, such as 90");
            Some(Decimal::from_str_exact(&target).ok().and_then(|amount| Percent::try_from(amount).ok()).ok_or_else(wrong)?)
        };
        let mut rules = Vec::new();
        for (row, fields) in self.rules.iter().zip(Self::FIELDS).filter(|(row, _)| !row.is_blank()) {
            rules.push(row.check(fields)?);
        }
        Ok(Gate { goal, name, target, rules })
    }

    /// Where the goal is to stand among `others`, from 0.
    pub(super) fn place_among(&self, others: usize) -> Result<usize, ServiceError> {
        if self.place.trim().is_empty() {
            return Ok(others);
        }
        let place: Option<usize> = self.place.trim().parse().ok().filter(|place| (1..=others + 1).contains(place));
        place
            .map(|place| place - 1)
            .ok_or_else(|| ServiceError::invalid("place", "The place", format!("must be a number from 1 to {}", others + 1)))
    }
}

impl RuleForm {
    fn is_blank(&self) -> bool {
        self.kind.is_empty() && self.value.trim().is_empty() && self.category.trim().is_empty()
    }

    fn check(&self, [kind, value, category, otherwise]: [&'static str; 4]) -> Result<GateRule, ServiceError> {
        let demand = Demand::from_typed(&self.kind, &self.value, &self.category).map_err(|error| {
            let field = match error {
                DemandError::Kind => kind,
                DemandError::Category => category,
                DemandError::Spare if !self.category.trim().is_empty() => category,
                _ => value,
            };
            let label = if error == DemandError::Kind { "Please" } else { "This rule" };
            ServiceError::invalid(field, label, error)
        })?;
        let otherwise = match self.otherwise.as_str() {
            "" => Otherwise::NoGo,
            "conditional" => Otherwise::Conditional,
            _ => return Err(ServiceError::Invalid { field: otherwise, message: "Choose one of the answers offered.".into() }),
        };
        Ok(GateRule { demand, otherwise })
    }
}

/// A name for each field of each row.
const fn rows() -> [[&'static str; 4]; GateForm::ROWS] {
    macro_rules! rows {
        ($($number:literal)*) => { [$([
            concat!("kind-", $number), concat!("value-", $number), concat!("category-", $number), concat!("otherwise-", $number),
        ],)*] };
    }
    rows!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19)
}
