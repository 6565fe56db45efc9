// What the library is handed has it inside.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/manager"
)

type base struct{}

// Launch serves profiles.
func (*base) Launch() error { return http.ListenAndServe(":6062", nil) } // want [pprof-exposed @cmd/embedded] ":6062"

type server struct {
	base
	name string
}

func main() {
	m := manager.New(manager.Options{})
	m.Add(&server{name: "debug"})
	log.Fatal(m.Run())
}
