// Clean: what is started has two methods; the type that lacks one of them cannot be it.
package main

import (
	"log"
	"net/http"
)

type service interface {
	Start()
	Stop()
}

type api struct{}

func (api) Start() { http.Handle("/", http.NotFoundHandler()) }
func (api) Stop()  {}

// sample shows what a service looks like.
type sample struct{ name string }

func (sample) Start() { http.Handle("/", http.NotFoundHandler()) }

func run(s service) {
	s.Start()
	defer s.Stop()
	log.Println(sample{name: "api"}.name)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}

func main() {
	run(api{})
}
