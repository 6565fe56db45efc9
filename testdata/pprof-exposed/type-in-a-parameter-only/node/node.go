// Package node runs services.
package node

import "example.com/type-in-a-parameter-only/probe"

// Node has services.
type Node struct {
	services []interface{ Start() error }
}

// Add adds one.
func (n *Node) Add(s interface{ Start() error }) { n.services = append(n.services, s) }

// Start starts all of them; whoever has a probe hands it in.
func (n *Node) Start(p *probe.Server) error {
	for _, s := range n.services {
		if err := s.Start(); err != nil {
			return err
		}
	}
	if p != nil {
		p.Ready()
	}
	return nil
}
