// The library's init meets a route of this program; the other program has none.
package main

import (
	"log"
	"net/http"

	_ "example.com/only-one-of-two-programs/health"
)

func main() {
	http.HandleFunc("/healthz", http.NotFound) // want [route-conflict] "/healthz"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
