// Package debug serves profiles on loopback.
package debug

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-import-in-library] "net/http/pprof"
)

// Serve serves and logs what goes wrong.
func Serve() {
	log.Println(http.ListenAndServe("localhost:6060", nil))
}
