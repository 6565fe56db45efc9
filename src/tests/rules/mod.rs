//! Tests of the rule language: loading, conditions, evaluation, the embedded rules.

mod asked;
mod bad_files;
mod embedded;
mod fixture;
mod language;
mod properties;
mod readme;
mod schema;

use crate::document::Mistake;
use crate::report::human;
use crate::rule::RuleSet;

/// Errors as people see them, without colour.
pub(super) fn rendered(errors: &[Mistake]) -> String {
    errors.iter().map(|error| human::mistake(error).expect("a String takes everything") + "\n").collect()
}

#[test]
fn the_embedded_rules_load() {
    let (rules, errors) = RuleSet::embedded();
    assert!(errors.is_empty(), "{}", rendered(&errors));
    assert_eq!(rules.rules().count(), crate::rule::embedded::RULES.len());
}
