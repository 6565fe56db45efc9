// `//` is accepted without a method, and refused with one.
package main

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	prefix := "/api/"
	mux := http.NewServeMux()
	mux.HandleFunc(prefix+"/raw", http.NotFound)
	mux.HandleFunc(fmt.Sprintf("GET %s/users", prefix), http.NotFound) // want [invalid-pattern] "GET /api//users"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
