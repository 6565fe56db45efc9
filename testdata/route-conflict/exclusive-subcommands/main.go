// Clean: os.Args decides which of the functions runs; they share the default mux,
// the pattern and the port.
// run: api
// run: web
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func api() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func web() error {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {})
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: exclusive-subcommands api|web")
		os.Exit(2)
	}
	switch os.Args[1] {
	case "api":
		log.Fatal(api())
	case "web":
		log.Fatal(web())
	default:
		log.Fatal("unknown command")
	}
}
