// A flag decides which mux is served; whoever asks for the version gets that alone.
// run: -development
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	development := flag.Bool("development", false, "serve what is registered for developers")
	version := flag.Bool("version", false, "print the version")
	flag.Parse()
	if *version {
		fmt.Println("1.0")
		return
	}
	mux := http.NewServeMux()
	if *development {
		mux = http.DefaultServeMux
	}
	mux.HandleFunc("/hello", hello)
	log.Fatal(http.ListenAndServe(":6064", mux)) // want [pprof-exposed] ":6064" "only where this holds"
}

func hello(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "hello") }
