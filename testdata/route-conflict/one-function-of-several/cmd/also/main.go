// What the local holds, and what is called whatever it holds.
package main

import (
	"net/http"
	"os"
)

func main() {
	setup := func() { http.HandleFunc("/", http.NotFound) }
	if os.Getenv("ROLE") == "worker" {
		setup = func() { http.HandleFunc("/worker", http.NotFound) }
	}
	setup()
	routes()
}

func routes() {
	http.HandleFunc("/", http.NotFound) // want [route-conflict] "/ matches the same requests as /"
}
