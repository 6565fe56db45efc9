// Package runner starts whatever it is handed.
package runner

import "context"

// Runnable is started.
type Runnable interface {
	Start(ctx context.Context) error
}

type group struct {
	queue chan Runnable
}

// Manager has what is to be started.
type Manager struct {
	groups map[bool]*group
	size   int
}

// New makes one.
func New() *Manager {
	return &Manager{groups: map[bool]*group{true: {queue: make(chan Runnable, 8)}, false: {queue: make(chan Runnable, 8)}}}
}

// Add is handed what is to be started.
func (m *Manager) Add(r Runnable) error {
	_, ok := r.(interface{ Leads() bool })
	m.groups[ok].queue <- r
	m.size++
	return nil
}

// Start starts all until one fails.
func (m *Manager) Start(ctx context.Context) error {
	failed := make(chan error)
	for range m.size {
		select {
		case r := <-m.groups[true].queue:
			go func() { failed <- r.Start(ctx) }()
		case r := <-m.groups[false].queue:
			go func() { failed <- r.Start(ctx) }()
		}
	}
	return <-failed
}
