// A function gives it as what the library asks for.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/manager"
)

type server struct{}

// Launch serves profiles.
func (*server) Launch() error { return http.ListenAndServe(":6063", nil) } // want [pprof-exposed @cmd/given] ":6063"

func runnable() manager.Runnable { return &server{} }

func main() {
	m := manager.New(manager.Options{})
	m.Add(runnable())
	log.Fatal(m.Run())
}
