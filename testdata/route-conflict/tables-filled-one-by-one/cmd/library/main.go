// A library of commands.
package main

import (
	"log"
	"net/http"

	"example.com/registrars-in-a-list/cli"
)

func main() {
	app := cli.New()
	app.Command("one", func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	app.Command("two", func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	log.Fatal(app.Run())
}
