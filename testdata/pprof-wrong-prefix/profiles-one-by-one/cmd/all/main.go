// Clean: the profiles are registered one by one, the index is the list of them.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	for _, name := range []string{"goroutine", "heap", "allocs"} {
		mux.Handle("/sys/pprof/"+name, pprof.Handler(name))
	}
	mux.HandleFunc("/sys/pprof/", pprof.Index)
	mux.HandleFunc("/sys/pprof/profile", pprof.Profile)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
