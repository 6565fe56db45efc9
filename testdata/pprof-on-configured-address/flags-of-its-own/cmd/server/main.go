// A flag of the program's own flag package, empty by default.
// run: addr=127.0.0.1:6062
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"example.com/ownflags/own"
)

func main() {
	var addr string
	own.Text(&addr, "addr", "")
	own.Parse(os.Args[1:])
	if addr != "" {
		log.Fatal(http.ListenAndServe(addr, nil)) // want [pprof-on-configured-address] "configuration"
	}
}
