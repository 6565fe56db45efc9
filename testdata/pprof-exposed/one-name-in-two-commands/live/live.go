// Package live is a command.
package live

import (
	"net/http"
	_ "net/http/pprof" // want [pprof-import-in-library] "net/http/pprof"

	"github.com/spf13/cobra"
)

// Command is the command.
var Command = &cobra.Command{Use: "live", RunE: run}

func init() { Command.Flags().String("http", ":6060", "where to serve") }

func run(cmd *cobra.Command, args []string) error {
	address, err := cmd.Flags().GetString("http")
	if err != nil {
		return err
	}
	return http.ListenAndServe(address, nil) // want [pprof-exposed] ":6060"
}
