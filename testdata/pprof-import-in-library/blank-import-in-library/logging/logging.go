// Package logging logs.
package logging

import (
	"log"
	_ "net/http/pprof" // want [pprof-import-in-library warning] "net/http/pprof"
)

// Fatal logs and ends.
func Fatal(err error) { log.Fatal(err) }
