// Clean: what configuration says is not known, and nothing is guessed.
// run: API_PORT=8080 WEB_PORT=8081 -
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":"+os.Getenv("API_PORT"), http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(":"+os.Getenv("WEB_PORT"), http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
