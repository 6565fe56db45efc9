// One of the two, and one of them in any case.
package main

import (
	"net/http"
	"os"
)

func main() {
	run := api
	if os.Getenv("ROLE") != "" {
		run = worker
	}
	run()
	worker()
}

func api() { http.HandleFunc("/api", http.NotFound) }

func worker() {
	http.HandleFunc("/", http.NotFound)
}
