// A command against what every command has: the init of the same program.
// run: api
package main

import (
	"log"
	"net/http"

	"github.com/spf13/cobra"
)

func init() {
	http.HandleFunc("/version", http.NotFound)
}

var api = &cobra.Command{
	Use: "api",
	Run: func(cmd *cobra.Command, args []string) {
		http.HandleFunc("/version", http.NotFound) // want [route-conflict] "/version"
		log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
	},
}

func main() {
	root := &cobra.Command{Use: "service"}
	root.AddCommand(api)
	if err := root.Execute(); err != nil {
		log.Fatal(err)
	}
}
