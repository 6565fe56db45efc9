// Clean: the function that would serve the default mux is not called by this program.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/listener-never-called/serve"
)

func main() {
	go func() { log.Fatal(serve.Local()) }()
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
