// It is an element of what the library is handed.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/manager"
)

type server struct{}

// Launch serves profiles.
func (server) Launch() error { return http.ListenAndServe(":6061", nil) } // want [pprof-exposed @cmd/option] ":6061"

func main() {
	log.Fatal(manager.New(manager.Options{First: server{}}).Run())
}
