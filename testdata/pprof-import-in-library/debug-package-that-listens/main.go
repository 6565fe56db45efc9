// The package listens locally by itself; its routes are on everybody's mux all the same.
package main

import (
	"log"
	"net/http"

	"example.com/debug-package-that-listens/internal/debug"
)

func main() {
	go debug.Serve()
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
