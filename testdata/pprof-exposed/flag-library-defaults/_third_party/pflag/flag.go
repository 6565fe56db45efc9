// Package pflag stands for github.com/spf13/pflag.
package pflag

import (
	"flag"
	"os"
)

// FlagSet is a set of flags.
type FlagSet struct{ set *flag.FlagSet }

// CommandLine is the default set.
var CommandLine = &FlagSet{set: flag.NewFlagSet(os.Args[0], flag.ExitOnError)}

// StringVar defines a flag.
func (f *FlagSet) StringVar(p *string, name, value, usage string) {
	f.set.StringVar(p, name, value, usage)
}

// StringVarP defines a flag with a short name.
func (f *FlagSet) StringVarP(p *string, name, shorthand, value, usage string) {
	f.set.StringVar(p, name, value, usage)
	f.set.StringVar(p, shorthand, value, usage)
}

// String defines a flag.
func String(name, value, usage string) *string { return CommandLine.set.String(name, value, usage) }

// Parse reads the command line.
func Parse() { _ = CommandLine.set.Parse(os.Args[1:]) }
