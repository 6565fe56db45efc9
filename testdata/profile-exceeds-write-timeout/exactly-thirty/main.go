// Exactly 30 seconds are too few as well.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
	"time"
)

const timeout = 30 * time.Second

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	server := http.Server{Addr: "127.0.0.1:6060", Handler: mux}
	server.WriteTimeout = timeout
	log.Fatal(server.ListenAndServe()) // want [profile-exceeds-write-timeout] "/debug/pprof/profile"
}
