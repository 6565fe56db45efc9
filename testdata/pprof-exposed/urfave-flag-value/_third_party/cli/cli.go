// Package cli stands for github.com/urfave/cli/v2.
package cli

import "flag"

// Flag is a flag.
type Flag interface{ add(*flag.FlagSet) }

// StringFlag is a flag with a string.
type StringFlag struct {
	Name  string
	Value string
}

func (f *StringFlag) add(set *flag.FlagSet) { set.String(f.Name, f.Value, "") }

// Context is what an action gets.
type Context struct{ set *flag.FlagSet }

// String looks a flag up.
func (c *Context) String(name string) string { return c.set.Lookup(name).Value.String() }

// App is a program.
type App struct {
	Flags  []Flag
	Action func(*Context) error
}

// Run runs it.
func (a *App) Run(args []string) error {
	set := flag.NewFlagSet(args[0], flag.ExitOnError)
	for _, f := range a.Flags {
		f.add(set)
	}
	if err := set.Parse(args[1:]); err != nil {
		return err
	}
	return a.Action(&Context{set: set})
}
