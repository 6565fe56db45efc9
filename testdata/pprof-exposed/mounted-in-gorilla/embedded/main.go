// A server that is embedded lends its handler: whoever asks it for its router hands everything below a path to the default mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/gorilla/mux"
)

type limits struct{ users int }

type front struct {
	*limits
	*http.Server
}

func (f *front) router() *mux.Router { return f.Handler.(*mux.Router) }

func open(addr string) *front {
	r := mux.NewRouter()
	return &front{limits: &limits{users: 8}, Server: &http.Server{Addr: addr, Handler: r}}
}

func main() {
	shown := open(":8080")
	shown.router().PathPrefix("/debug/").Handler(http.DefaultServeMux)
	go func() {
		log.Fatal(shown.Server.ListenAndServe()) // want [pprof-exposed] ":8080"
	}()
	// What is below another path shows nothing of pprof.
	closed := open(":8081")
	closed.router().PathPrefix("/status/").Handler(http.DefaultServeMux)
	log.Fatal(closed.Server.ListenAndServe())
}
