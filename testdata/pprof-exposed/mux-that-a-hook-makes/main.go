// What a hook makes is not known; it is served only where it is there, so it is not nil and does not stand for the default
// mux. A handler that nothing sets is nil.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"sync"
)

var (
	hooks    sync.Map
	debugMux *http.ServeMux
	handler  http.Handler
)

func init() { hooks.Store("debug", func() any { return http.NewServeMux() }) }

func main() {
	if hook, ok := hooks.Load("debug"); ok {
		debugMux = hook.(func() any)().(*http.ServeMux)
	}
	failed := make(chan error)
	if debugMux != nil {
		go func() { failed <- http.ListenAndServe(":6061", debugMux) }()
	}
	go func() { failed <- http.ListenAndServe(":8080", handler) }() // want [pprof-exposed] ":8080"
	log.Fatal(<-failed)
}
