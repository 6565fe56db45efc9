// The rate that the program asks for is that of the first profile, and of no other.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"runtime"
)

func main() {
	runtime.SetCPUProfileRate(500) // want [cpu-profile-taken note] "prints `runtime: cannot set cpu profile rate until previous profile has finished.`"
	runtime.SetBlockProfileRate(1)
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
