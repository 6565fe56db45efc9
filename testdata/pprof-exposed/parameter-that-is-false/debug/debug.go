// Package debug starts the debug server where it is wanted.
package debug

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-import-in-library] ""
)

// Start serves pprof.
func Start(enabled bool) {
	if !enabled {
		return
	}
	go func() { log.Println(http.ListenAndServe(":8086", nil)) }() // want [pprof-exposed @cmd/on] ":8086"
}
