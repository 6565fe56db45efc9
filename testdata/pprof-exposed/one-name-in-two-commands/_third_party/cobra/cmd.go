// Package cobra stands for github.com/spf13/cobra: just enough of it to run.
package cobra

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"
)

// Command is one command.
type Command struct {
	Use  string
	RunE func(cmd *Command, args []string) error

	commands []*Command
	flags    pflag.FlagSet
}

// Flags are the flags of the command.
func (c *Command) Flags() *pflag.FlagSet { return &c.flags }

// AddCommand adds commands below this one.
func (c *Command) AddCommand(commands ...*Command) { c.commands = append(c.commands, commands...) }

// Execute runs the command that os.Args names.
func (c *Command) Execute() error {
	for _, sub := range c.commands {
		if len(os.Args) > 1 && sub.Use == os.Args[1] {
			return sub.RunE(sub, os.Args[2:])
		}
	}
	return fmt.Errorf("%s: no such command", c.Use)
}
