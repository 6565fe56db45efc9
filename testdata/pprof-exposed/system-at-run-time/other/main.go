// Clean: not on the system that it is built for.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"runtime"
)

func main() {
	if runtime.GOOS == "windows" {
		go func() { log.Fatal(http.ListenAndServe(":6061", nil)) }()
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
