// Package manager runs what it is handed.
package manager

// Runnable is run.
type Runnable interface{ Launch() error }

// Manager keeps them.
type Manager struct{ all []Runnable }

// Options may have a first one.
type Options struct{ First Runnable }

// New makes one.
func New(o Options) *Manager {
	m := &Manager{}
	if o.First != nil {
		m.Add(o.First)
	}
	return m
}

// Add keeps one more.
func (m *Manager) Add(r Runnable) { m.all = append(m.all, r) }

// Run runs all.
func (m *Manager) Run() error {
	done := make(chan error)
	for _, r := range m.all {
		go func() { done <- r.Launch() }()
	}
	return <-done
}

// Version is its number.
func Version() string { return "1" }
