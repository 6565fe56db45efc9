// Two commands have a flag of the same name, each with its own default, and read it by its name.
// run: bulk
// run: live
package main

import (
	"log"

	"github.com/spf13/cobra"

	"example.com/one-name-in-two-commands/bulk"
	"example.com/one-name-in-two-commands/live"
)

func main() {
	root := &cobra.Command{Use: "one-name-in-two-commands"}
	root.AddCommand(bulk.Command, live.Command)
	if err := root.Execute(); err != nil {
		log.Fatal(err)
	}
}
