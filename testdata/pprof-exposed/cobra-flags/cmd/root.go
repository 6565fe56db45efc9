// Package cmd has the commands.
package cmd

import (
	"github.com/spf13/cobra"

	"example.com/cobra-flags/server"
)

var address string

var serve = &cobra.Command{
	Use:  "serve",
	RunE: func(cmd *cobra.Command, args []string) error { return server.New(address).Run() },
}

var debug = &cobra.Command{
	Use:  "debug",
	RunE: func(cmd *cobra.Command, args []string) error { return server.Debug() },
}

func init() {
	serve.Flags().StringVar(&address, "address", "0.0.0.0:8080", "address to listen on")
}

// Execute runs the command that was given.
func Execute() error {
	root := &cobra.Command{Use: "cobra-flags"}
	root.AddCommand(serve, debug)
	return root.Execute()
}
