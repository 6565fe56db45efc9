// Package cli runs commands.
package cli

import "os"

// Command is what can be run.
type Command interface {
	Run(args []string) int
}

// Factory makes a command.
type Factory func() (Command, error)

// CLI has commands.
type CLI struct {
	Name     string
	Commands map[string]Factory
}

// New makes one.
func New(name string) *CLI { return &CLI{Name: name} }

// Run runs what the arguments say.
func (c *CLI) Run() int {
	raw, ok := c.Commands[os.Args[1]]
	if !ok {
		return 127
	}
	command, err := raw()
	if err != nil {
		return 1
	}
	return command.Run(os.Args[2:])
}

// Run runs one of several commands.
func Run(commands map[string]Command) int {
	return commands[os.Args[1]].Run(os.Args[2:])
}
