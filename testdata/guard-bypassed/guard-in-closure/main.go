// The guard is written into the handler itself, and the mux goes by another name.
package main

import (
	"log"
	"net"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.DefaultServeMux
	mux.HandleFunc("/debug/pprof/", func(w http.ResponseWriter, r *http.Request) { // want [guard-bypassed] "/debug/pprof/"
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil || !net.ParseIP(host).IsPrivate() {
			http.Error(w, "not from there", http.StatusUnauthorized)
			return
		}
		pprof.Index(w, r)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
