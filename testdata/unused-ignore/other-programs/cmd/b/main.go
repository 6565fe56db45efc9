// Command b is why the ignore in routes is there.
package main

import (
	"log"
	"net/http"

	"example.com/shop/internal/routes"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/a/{x}", func(http.ResponseWriter, *http.Request) {})
	routes.Register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
