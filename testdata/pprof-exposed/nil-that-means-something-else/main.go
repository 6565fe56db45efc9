// Clean: the wrapper puts a handler of its own where it is given nil.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func serve(address string, handler http.Handler) error {
	if handler == nil {
		handler = http.NotFoundHandler()
	}
	return http.ListenAndServe(address, handler)
}

func main() {
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil)) }()
	log.Fatal(serve(":8080", nil))
}
