// Two servers with a mux each, and one function that registers for both: on either mux, the second of its two calls panics.
package main

import (
	"flag"
	"log"
	"net/http"
)

type server struct{ mux *http.ServeMux }

func (s *server) register() {
	s.mux.HandleFunc("/jobs", http.NotFound)
	s.mux.HandleFunc("/status", http.NotFound)
	s.registerMore()
}

func (s *server) registerMore() {
	s.mux.HandleFunc("/status", http.NotFound) // want [route-conflict] "/status"
}

func newServers(addresses []string, local bool) []*server {
	var all []*server
	for range addresses {
		s := &server{mux: http.NewServeMux()}
		s.register()
		all = append(all, s)
	}
	if local {
		s := &server{mux: http.NewServeMux()}
		s.register()
		all = append(all, s)
	}
	return all
}

func main() {
	local := flag.Bool("local", false, "serve this machine, too")
	flag.Parse()
	servers := newServers([]string{"127.0.0.1:8097"}, *local)
	log.Fatal(http.ListenAndServe("127.0.0.1:8097", servers[0].mux))
}
