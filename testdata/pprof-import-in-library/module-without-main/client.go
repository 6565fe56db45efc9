// A library for others: no program of this module links the import, and every program
// that uses the library will.
package client

import (
	"net/http"
	_ "net/http/pprof" // want [pprof-import-in-library] "net/http/pprof"
)

// Get gets.
func Get(url string) (*http.Response, error) { return http.Get(url) }
