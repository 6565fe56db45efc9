// Clean: 0 stops the profiler, other profiles have rates of their own, and a flag is its user's wish.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
	"runtime"
)

var rate = flag.Int("cpu-rate", 0, "samples a second")

func main() {
	flag.Parse()
	runtime.SetCPUProfileRate(0)
	runtime.SetMutexProfileFraction(5)
	if *rate > 0 {
		runtime.SetCPUProfileRate(*rate)
	}
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
