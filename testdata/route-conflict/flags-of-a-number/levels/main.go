// The levels go up; the route of the second is registered from there on.
package main

import (
	"log"
	"net/http"
)

type level int

const (
	plain level = iota
	extended
	full
)

func ok(http.ResponseWriter, *http.Request) {}

func register(mux *http.ServeMux, prefix string, at level) {
	mux.HandleFunc(prefix+"/", ok)
	if at >= extended {
		mux.HandleFunc("/extended", ok) // want [route-conflict @levels] "/extended matches the same requests as /extended"
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, "/a", plain)
	register(mux, "/b", extended)
	register(mux, "/c", full)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
