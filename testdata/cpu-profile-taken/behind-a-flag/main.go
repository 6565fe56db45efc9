// Clean: whoever sets the flag wants this profile, and the other program serves none.
package main

import (
	"flag"
	"io"
	"log"
	"net/http"
	_ "net/http/pprof"
	"runtime/pprof"
)

var profile = flag.Bool("cpuprofile", false, "profile the CPU")

func main() {
	flag.Parse()
	if *profile {
		if err := pprof.StartCPUProfile(io.Discard); err != nil {
			log.Fatal(err)
		}
		defer pprof.StopCPUProfile()
	}
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
