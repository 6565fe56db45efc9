// Package kingpin stands for github.com/alecthomas/kingpin/v2.
package kingpin

import "flag"

// FlagClause is a flag in the making.
type FlagClause struct{ name, help, value string }

// Flag begins a flag.
func Flag(name, help string) *FlagClause { return &FlagClause{name: name, help: help} }

// Default sets its default.
func (f *FlagClause) Default(values ...string) *FlagClause {
	f.value = values[0]
	return f
}

// String makes it a string.
func (f *FlagClause) String() *string { return flag.String(f.name, f.value, f.help) }

// Parse reads the command line.
func Parse() { flag.Parse() }
