// Clean: a variable of this name, in a program that imports the package too.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"runtime/pprof"
)

type profiler struct{}

func (profiler) StopCPUProfile() {}

func main() {
	log.Println(len(pprof.Profiles()), "profiles")
	{
		pprof := profiler{}
		serve(pprof)
	}
	pprof := profiler{}
	defer pprof.StopCPUProfile()
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}

func serve(profiler) {}
