// Clean: one binary, two commands; one run executes one of them.
// run: api
// run: web
package main

import (
	"log"
	"net/http"

	"github.com/spf13/cobra"
)

var apiCommand = &cobra.Command{
	Use: "api",
	RunE: func(cmd *cobra.Command, args []string) error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:8080", nil)
	},
}

func newWebCommand() *cobra.Command {
	return &cobra.Command{Use: "web", Run: runWeb}
}

func runWeb(cmd *cobra.Command, args []string) {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}

func main() {
	root := &cobra.Command{Use: "service"}
	root.AddCommand(apiCommand, newWebCommand())
	if err := root.Execute(); err != nil {
		log.Fatal(err)
	}
}
