// Clean: `./...` leads to this directory alone. What the others hold would conflict,
// and the go command does not see it.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
