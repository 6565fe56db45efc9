//! Two tries of segments, walked together.
//!
//! In: tries of patterns with one host, one per method. Out: the pairs of places that answer a [`Question`].
//! A pair of nodes is reached by exactly one pair of ways from the roots, so it is visited once, with one [`Relation`]
//! of the ways. Methods enter as the relation of the two tries. Knows neither texts nor hosts nor method names.

use std::collections::BTreeMap;

use super::compare::Relation;
use super::index::{Coverage, Limits};

/// What is asked of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// Do the two conflict?
    Conflicts,
    /// Do they match the same paths?
    EquivalentPaths,
}

/// One segment; literals are numbers that the caller gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Literal(u32),
    Wild,
    Multi,
}

impl Step {
    /// The number of the literal that `{$}` stands for, which no wildcard takes.
    pub(super) const DOLLAR: u32 = 0;
}

/// The patterns of one method by their segments.
#[derive(Debug, Clone)]
pub(super) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    literals: BTreeMap<u32, usize>,
    wild: Option<usize>,
    /// Places of the patterns that end here.
    ends: Vec<u32>,
    /// Places of the patterns that take everything below.
    multis: Vec<u32>,
    /// Whether a wildcard or a multi stands below: without one, nothing below is more general than anything.
    generalizes: bool,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Trie {
    /// Adds a pattern under the place that the answer will name.
    pub(super) fn insert(&mut self, steps: &[Step], place: u32) {
        let last_general = steps.iter().rposition(|step| !matches!(step, Step::Literal(_)));
        let mut at = 0;
        for (depth, step) in steps.iter().enumerate() {
            let fresh = self.nodes.len();
            let node = &mut self.nodes[at];
            node.generalizes |= last_general.is_some_and(|last| depth <= last);
            at = match step {
                Step::Literal(word) => *node.literals.entry(*word).or_insert(fresh),
                Step::Wild => *node.wild.get_or_insert(fresh),
                Step::Multi => {
                    node.multis.push(place);
                    return;
                }
            };
            if at == fresh {
                self.nodes.push(Node::default());
            }
        }
        self.nodes[at].ends.push(place);
    }
}

/// A search over several pairs of tries, with its limits.
pub(super) struct Join {
    question: Question,
    limits: Limits,
    /// The relation of the methods of the two tries at hand.
    methods: Relation,
    steps: usize,
    found: Vec<(u32, u32)>,
    coverage: Coverage,
}

/// Two nodes, and the relation of the ways that lead to them.
struct Meeting {
    ours: usize,
    theirs: usize,
    relation: Relation,
}

/// Thrown when a limit is reached.
struct LimitReached;

impl Join {
    pub(super) fn new(question: Question, limits: Limits) -> Self {
        let methods = Relation::Equivalent;
        Self { question, limits, methods, steps: 0, found: Vec::new(), coverage: Coverage::All }
    }

    /// Looks at the pairs within one trie.
    pub(super) fn with_itself(&mut self, trie: &Trie) {
        self.methods = Relation::Equivalent;
        if self.walk(trie, trie).is_err() {
            self.coverage = Coverage::Cut;
        }
    }

    /// Looks at the pairs of two tries of which the first has the more general method. The first stands first.
    pub(super) fn general_with_special(&mut self, general: &Trie, special: &Trie) {
        self.methods = Relation::MoreGeneral;
        if self.walk(general, special).is_err() {
            self.coverage = Coverage::Cut;
        }
    }

    /// Looks at a few patterns, each with each.
    pub(super) fn within(&mut self, places: &[u32], wanted: impl Fn(u32, u32) -> bool) {
        for (at, ours) in places.iter().enumerate() {
            for theirs in &places[at + 1..] {
                let looked = self.step();
                let reported = if wanted(*ours, *theirs) { self.report_across(&[*ours], &[*theirs]) } else { Ok(()) };
                if looked.and(reported).is_err() {
                    self.coverage = Coverage::Cut;
                    return;
                }
            }
        }
    }

    /// The pairs of places, whether they are all, and how many steps they took.
    pub(super) fn finish(self) -> (Vec<(u32, u32)>, Coverage, usize) {
        (self.found, self.coverage, self.steps)
    }

    fn walk(&mut self, ours: &Trie, theirs: &Trie) -> Result<(), LimitReached> {
        let same_trie = std::ptr::eq(ours, theirs);
        let mut open = vec![Meeting { ours: 0, theirs: 0, relation: Relation::Equivalent }];
        while let Some(meeting) = open.pop() {
            self.step()?;
            let (our, their) = (&ours.nodes[meeting.ours], &theirs.nodes[meeting.theirs]);
            let down = meeting.relation.and(Relation::MoreGeneral);
            let up = meeting.relation.and(Relation::MoreSpecific);
            // A node that meets itself would give each pair twice.
            let is_itself = same_trie && meeting.ours == meeting.theirs;
            if self.answers(meeting.relation) {
                if is_itself {
                    self.report_within(&our.ends)?;
                    self.report_within(&our.multis)?;
                } else {
                    self.report_across(&our.ends, &their.ends)?;
                    self.report_across(&our.multis, &their.multis)?;
                }
            }
            if !our.multis.is_empty() && self.answers(down) {
                self.report_below(theirs, meeting.theirs, |join, below| join.report_across(&our.multis, below))?;
            }
            if !is_itself && !their.multis.is_empty() && self.answers(up) {
                self.report_below(ours, meeting.ours, |join, below| join.report_across(below, &their.multis))?;
            }
            let mut meet = |our_child: usize, their_child: usize, relation: Relation| {
                if self.may_answer(relation, &ours.nodes[our_child], &theirs.nodes[their_child]) {
                    open.push(Meeting { ours: our_child, theirs: their_child, relation });
                }
                self.step()
            };
            for (our_child, their_child) in shared_literals(our, their) {
                meet(our_child, their_child, meeting.relation)?;
            }
            if let (Some(our_wild), Some(their_wild)) = (our.wild, their.wild) {
                meet(our_wild, their_wild, meeting.relation)?;
            }
            if let Some(our_wild) = our.wild {
                for their_child in named_literals(their) {
                    meet(our_wild, their_child, down)?;
                }
            }
            if let Some(their_wild) = their.wild.filter(|_| !is_itself) {
                for our_child in named_literals(our) {
                    meet(our_child, their_wild, up)?;
                }
            }
        }
        Ok(())
    }

    /// Whether two patterns whose paths have this relation are wanted.
    fn answers(&self, paths: Relation) -> bool {
        match self.question {
            Question::Conflicts => self.methods.and(paths).is_conflict(),
            Question::EquivalentPaths => paths == Relation::Equivalent,
        }
    }

    /// Whether something at or below two nodes can be wanted: what is more general on one side so far conflicts only
    /// when something on the other side is more general further on.
    fn may_answer(&self, paths: Relation, our: &Node, their: &Node) -> bool {
        match self.question {
            Question::EquivalentPaths => paths == Relation::Equivalent,
            Question::Conflicts => match self.methods.and(paths) {
                Relation::Equivalent | Relation::Overlaps => true,
                Relation::MoreGeneral => their.generalizes,
                Relation::MoreSpecific => our.generalizes,
                Relation::Disjoint => false,
            },
        }
    }

    /// Hands over the places of all patterns that go on below a node.
    fn report_below(
        &mut self,
        trie: &Trie,
        node: usize,
        report: impl Fn(&mut Self, &[u32]) -> Result<(), LimitReached>,
    ) -> Result<(), LimitReached> {
        let children = |node: &Node| node.literals.values().copied().chain(node.wild).collect::<Vec<_>>();
        let mut open = children(&trie.nodes[node]);
        while let Some(at) = open.pop() {
            self.step()?;
            let node = &trie.nodes[at];
            report(self, &node.ends)?;
            report(self, &node.multis)?;
            open.extend(children(node));
        }
        Ok(())
    }

    fn report_within(&mut self, places: &[u32]) -> Result<(), LimitReached> {
        for (at, place) in places.iter().enumerate() {
            self.report_across(&[*place], &places[at + 1..])?;
        }
        Ok(())
    }

    fn report_across(&mut self, ours: &[u32], theirs: &[u32]) -> Result<(), LimitReached> {
        for our in ours {
            for their in theirs {
                self.step()?;
                if self.found.len() >= self.limits.pairs {
                    return Err(LimitReached);
                }
                self.found.push((*our, *their));
            }
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), LimitReached> {
        self.steps += 1;
        if self.steps > self.limits.steps { Err(LimitReached) } else { Ok(()) }
    }
}

/// The children of both nodes that one literal leads to; as many look-ups as the smaller node has literals.
fn shared_literals<'t>(our: &'t Node, their: &'t Node) -> impl Iterator<Item = (usize, usize)> + 't {
    let ours_is_smaller = our.literals.len() <= their.literals.len();
    let (few, many) = if ours_is_smaller { (our, their) } else { (their, our) };
    few.literals.iter().filter_map(move |(word, &child)| {
        let other = *many.literals.get(word)?;
        Some(if ours_is_smaller { (child, other) } else { (other, child) })
    })
}

/// The children that a wildcard can stand for.
fn named_literals(node: &Node) -> impl Iterator<Item = usize> + '_ {
    node.literals.iter().filter(|(word, _)| **word != Step::DOLLAR).map(|(_, &child)| child)
}
