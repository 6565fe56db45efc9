// GET / beside the import of golang.org/x/net/trace, with go 1.23 in go.mod.
package main

import (
	"log"
	"net/http"

	_ "golang.org/x/net/trace"
)

func main() {
	http.HandleFunc("GET /", http.NotFound) // want [route-conflict error] "GET /"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
