// nil goes through three functions before it means the default mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/nil-through-parameters/serve"
)

func start(handler http.Handler) error {
	return serve.HTTP(":8080", handler)
}

func main() {
	log.Fatal(start(nil))
}
