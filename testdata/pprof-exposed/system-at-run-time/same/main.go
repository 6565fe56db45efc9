// On the system that it is built for.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"runtime"
)

func main() {
	if runtime.GOOS == "linux" {
		go func() { log.Fatal(http.ListenAndServe(":6061", nil)) }() // want [pprof-exposed @same] ":6061"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
