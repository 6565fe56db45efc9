// The package is called something else here.
package main

import (
	"io"
	"log"
	"net/http"
	_ "net/http/pprof"
	profiles "runtime/pprof"
)

func main() {
	if err := profiles.StartCPUProfile(io.Discard); err != nil {
		log.Fatal(err)
	}
	defer profiles.StopCPUProfile() // want [cpu-profile-taken warning] "cpu profiling already in use"
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
