// Package profile has of the real one, v1.7.0, what the programs of this case call.
package profile

import (
	"io"
	"runtime"
	"runtime/pprof"
)

// Profile is a profile that is taken.
type Profile struct{ memory bool }

// CPUProfile takes one of the CPU; so does no option at all.
func CPUProfile(p *Profile) { p.memory = false }

// MemProfile takes one of the memory.
func MemProfile(p *Profile) { p.memory = true }

// ProfilePath says where it goes.
func ProfilePath(string) func(*Profile) { return func(*Profile) {} }

// Stop ends it.
func (p *Profile) Stop() {
	if !p.memory {
		pprof.StopCPUProfile()
	}
}

// Start begins it.
func Start(options ...func(*Profile)) interface{ Stop() } {
	p := &Profile{}
	for _, option := range options {
		option(p)
	}
	if p.memory {
		runtime.MemProfileRate = 4096
	} else if err := pprof.StartCPUProfile(io.Discard); err != nil {
		panic(err)
	}
	return p
}
