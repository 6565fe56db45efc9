// The server is embedded: ListenAndServe and Addr are promoted.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type service struct {
	*http.Server
	name string
}

type safe struct {
	http.Server
}

func main() {
	failed := make(chan error)
	s := service{Server: &http.Server{Addr: ":8080"}, name: "api"}
	go func() { failed <- s.ListenAndServe() }() // want [pprof-exposed] ":8080"

	var t safe
	t.Addr = ":8081"
	t.Handler = http.NotFoundHandler()
	go func() { failed <- t.ListenAndServe() }()
	log.Fatal(<-failed)
}
