// Nobody writes a literal of the server: it is what a function declares to return, or what a pointer to it is filled with.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type server struct {
	Name string
}

func (s *server) run() error {
	return http.ListenAndServe(":8080", nil) // want [pprof-exposed] "`:8080`"
}

func load() (s server, err error) {
	err = json.Unmarshal([]byte(`{"Name":"api"}`), &s)
	return s, err
}

func main() {
	s, err := load()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(s.run())
}
