// expvar has registered /debug/vars by itself; the second registration runs only
// when -debug-address is given, so that the crash waits for production (containerd#208).
// run: -
// run: -debug-address=127.0.0.1:6060
package main

import (
	"expvar"
	"flag"
	"log"
	"net/http"
	"time"
)

var events = expvar.NewInt("events")

func serveDebug(address string) {
	http.Handle("/debug/vars", expvar.Handler()) // want [route-conflict error] "/debug/vars"
	log.Fatal(http.ListenAndServe(address, nil))
}

func main() {
	address := flag.String("debug-address", "127.0.0.1:0", "where to serve metrics")
	debug := flag.Bool("debug", false, "serve metrics")
	flag.Parse()
	flag.Visit(func(f *flag.Flag) { *debug = *debug || f.Name == "debug-address" })
	if *debug {
		go serveDebug(*address)
	}
	for events.Value() < 3 {
		time.Sleep(time.Second)
		events.Add(1)
	}
}
