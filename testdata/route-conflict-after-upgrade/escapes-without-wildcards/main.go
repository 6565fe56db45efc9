// No braces and no method, and still: the new mux decodes the escapes.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/files/a%2Fb", http.NotFound)
	http.HandleFunc("/files/a%2fb", http.NotFound) // want [route-conflict-after-upgrade warning E122 E123] "/files/a%2fb" "1.22"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
