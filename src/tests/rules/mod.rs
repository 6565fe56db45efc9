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

/// Loading must not be felt. Debug builds are some fifteen times slower than what is shipped; `benches/rules.rs` measures that.
#[test]
fn loading_is_quick() {
    let start = std::time::Instant::now();
    let (rules, errors) = RuleSet::embedded();
    let took = start.elapsed();
    assert!(errors.is_empty() && rules.rules().count() > 0);
    println!("{} rules in {took:?}", rules.rules().count());
    let most = if cfg!(debug_assertions) { 500 } else { 5 };
    assert!(took.as_millis() < most, "{took:?}");
}
