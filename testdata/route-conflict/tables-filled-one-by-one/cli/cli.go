// Package cli runs one of its commands.
package cli

import "os"

// App has commands.
type App struct{ commands map[string]func() error }

// New returns an app without commands.
func New() *App { return &App{commands: map[string]func() error{}} }

// Command adds one.
func (a *App) Command(name string, run func() error) { a.commands[name] = run }

// Run runs the one that was asked for.
func (a *App) Run() error { return a.commands[os.Getenv("COMMAND")+"one"]() }
