//! Tests of the rule language: loading, conditions, evaluation, the embedded rules.

mod bad_files;

use crate::rule::{RuleError, RuleSet};

/// Errors as people see them, without colour.
pub(super) fn rendered(errors: &[RuleError]) -> String {
    let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor()).with_width(100);
    let mut text = String::new();
    for error in errors {
        handler.render_report(&mut text, error).expect("a String takes everything");
        text.push('\n');
    }
    text
}

#[test]
fn the_embedded_rules_load() {
    let (rules, errors) = RuleSet::embedded();
    assert!(errors.is_empty(), "{}", rendered(&errors));
    assert_eq!(rules.rules().count(), crate::rule::embedded::RULES.len());
}
