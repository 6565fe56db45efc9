// Package cobra stands for github.com/spf13/cobra: just enough of it to run.
package cobra

import (
	"fmt"
	"os"
)

// Command is one command.
type Command struct {
	Use  string
	Run  func(cmd *Command, args []string)
	RunE func(cmd *Command, args []string) error

	commands []*Command
}

// AddCommand adds commands below this one.
func (c *Command) AddCommand(commands ...*Command) { c.commands = append(c.commands, commands...) }

// Execute runs the command that os.Args names.
func (c *Command) Execute() error {
	if len(os.Args) < 2 {
		return fmt.Errorf("%s: no command", c.Use)
	}
	for _, sub := range c.commands {
		if sub.Use != os.Args[1] {
			continue
		}
		if sub.RunE != nil {
			return sub.RunE(sub, os.Args[2:])
		}
		sub.Run(sub, os.Args[2:])
		return nil
	}
	return fmt.Errorf("%s: unknown command %s", c.Use, os.Args[1])
}
