// The library's import is served by the other program: not idle.
package main

import (
	"log"
	"net/http"

	"example.com/served-by-one-of-two-programs/diag"
)

func main() {
	diag.Start()
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
