// Clean: no release panics. (1.22 reads the second blank as the host, which never
// matches; from 1.23 on it is as meant.)
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("GET  /x", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
