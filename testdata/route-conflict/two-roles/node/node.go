// Package node has what every program is.
package node

// Kind says what a node is.
type Kind int

// The kinds.
const (
	Gateway Kind = iota
	Worker
)

// Node is one.
type Node struct{ Kind Kind }

// New makes one.
func New(kind Kind) (*Node, error) { return &Node{Kind: kind}, nil }
