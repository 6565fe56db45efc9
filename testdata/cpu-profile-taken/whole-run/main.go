// The program's own profile lasts until main returns, and the endpoint can start none beside it.
package main

import (
	"io"
	"log"
	"net/http"
	_ "net/http/pprof"
	"runtime/pprof"
)

func main() {
	if err := pprof.StartCPUProfile(io.Discard); err != nil {
		log.Fatal(err)
	}
	defer pprof.StopCPUProfile() // want [cpu-profile-taken warning] "cpu profiling already in use" "serves pprof on `127.0.0.1:6060`"
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
