// Which port is for configuration to say; all interfaces it is in any case.
// run: PORT=8080 METRICS_PORT=8081
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":"+os.Getenv("PORT"), nil) }() // want [pprof-exposed] "/debug/pprof/"
	go func() { failed <- http.ListenAndServe("127.0.0.1:"+os.Getenv("METRICS_PORT"), nil) }()
	log.Fatal(<-failed)
}
