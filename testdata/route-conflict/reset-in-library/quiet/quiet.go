// Package quiet keeps the profiles off the default mux.
package quiet

import (
	"net/http"
	"net/http/pprof"
)

// Heap serves the heap, for those who ask for it.
var Heap = pprof.Handler("heap")

func init() {
	http.DefaultServeMux = http.NewServeMux()
}
