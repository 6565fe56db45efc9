// A table of runners, with one that runs where none is named.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	runners := map[string]func() error{
		"api":    api,
		"worker": worker,
	}
	run, ok := runners[os.Getenv("ROLE")]
	if !ok {
		run = api
	}
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func api() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:18093", nil)
}

func worker() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:18093", nil)
}
