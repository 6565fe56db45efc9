// Two variables with one default.
// run: -
// run: WEB=:8081 -
package main

import (
	"log"
	"net/http"
	"os"
)

func getenv(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(getenv("API", ":8080"), http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(getenv("WEB", ":8080"), http.NotFoundHandler()) }() // want [listener-port-conflict warning] ":8080"
	log.Fatal(<-failed)
}
