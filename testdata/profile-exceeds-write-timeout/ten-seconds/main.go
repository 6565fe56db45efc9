// A profile takes 30 seconds unless told otherwise; up to Go 1.22 it is refused where
// the server stops writing after ten.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func main() {
	server := &http.Server{
		Addr:         "127.0.0.1:6060",
		ReadTimeout:  5 * time.Second,
		WriteTimeout: 10 * time.Second,
	}
	log.Fatal(server.ListenAndServe()) // want [profile-exceeds-write-timeout warning] "/debug/pprof/profile"
}
