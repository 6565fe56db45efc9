//! The fixes of a case, for what it has found: conditions asked, holes filled, imports added.
//!
//! In: [`FixTemplate`]s and the bound facts. Out: [`Fix`]es. One that could be wrong is not offered: where its condition is not
//! certain, where a place or a text is not known, where an edit would be outside of the user's own code.

use crate::code::Wanted;
use crate::finding::{Edit, Fix};
use crate::source::Span;

use super::FixTemplate;
use super::eval::Evaluation;
use super::value::{Completeness, Value};
use super::vocabulary::Facts;

/// The fix that a template makes, if it is right here.
pub(super) fn render<'p>(
    template: &FixTemplate,
    evaluation: &Evaluation<'_, 'p>,
    facts: &Facts<'p>,
    stack: &mut Vec<Value<'p>>,
) -> Option<Fix> {
    let holds = |condition| evaluation.truth(condition, stack) == Some(true);
    if !template.condition.as_ref().is_none_or(holds) {
        return None;
    }
    // What conditions have asked for is not yet wanted.
    drop(evaluation.take_imports());
    let code = facts.code();
    let editable = |place: Span| facts.is_own(place) && code.is_editable(place.file);
    let mut edits: Vec<Edit> = Vec::new();
    for edit in &template.edits {
        let items = match edit.each.as_ref().map(|each| evaluation.value(each, stack)) {
            None => None,
            Some(Value::List(items, Completeness::Complete)) => Some(items),
            Some(_) => return None,
        };
        let mut add = |stack: &mut Vec<Value<'p>>| {
            let Value::Place(place) = evaluation.value(&edit.at, stack) else { return None };
            if !editable(place) {
                return None;
            }
            let anchor = code.anchor(place, edit.how)?;
            edits.extend(anchor.edits(&edit.text.render_code(evaluation, stack)?)?);
            Some(())
        };
        match items {
            None => add(stack)?,
            Some(items) => {
                for item in items {
                    stack.push(item);
                    let added = add(stack);
                    stack.pop();
                    added?;
                }
            }
        }
    }
    for (file, wanted) in evaluation.take_imports() {
        let wanted: Wanted = wanted;
        edits.extend(code.import_edits(file, &wanted)?);
    }
    edits.dedup();
    let title = template.title.render_known(evaluation, stack)?;
    if evaluation.is_over() || edits.is_empty() {
        return None;
    }
    let mut fix = Fix::new(title, template.applicability, edits)?;
    fix.any_program = template.any_program;
    Some(fix)
}
