// Clean: no compiler before 1.23 builds this.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func main() {
	server := &http.Server{Addr: "127.0.0.1:6060", WriteTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServe())
}
