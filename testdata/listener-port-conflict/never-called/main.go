// Clean: this program does not call the function that listens on the same port.
package main

import (
	"log"
	"net/http"
)

func legacy() error {
	return http.ListenAndServe(":8080", http.NotFoundHandler())
}

func main() {
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
