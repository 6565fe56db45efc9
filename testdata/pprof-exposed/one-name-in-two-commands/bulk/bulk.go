// Package bulk is a command.
package bulk

import (
	"net/http"

	"github.com/spf13/cobra"
)

// Command is the command.
var Command = &cobra.Command{Use: "bulk", RunE: run}

func init() { Command.Flags().String("http", "localhost:8080", "where to serve") }

func run(cmd *cobra.Command, args []string) error {
	address, err := cmd.Flags().GetString("http")
	if err != nil {
		return err
	}
	return http.ListenAndServe(address, nil)
}
