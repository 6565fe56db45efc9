// run: debug
//
// The same with a table of commands.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

var mux = http.NewServeMux()

var commands = map[string]func() error{"api": api, "debug": debug}

func api() error {
	mux.HandleFunc("/users", http.NotFound)
	return http.ListenAndServe("0.0.0.0:18723", mux)
}

func debug() error {
	mux.Handle("/debug/pprof/", http.DefaultServeMux)
	return http.ListenAndServe("127.0.0.1:18724", mux)
}

func main() {
	run, known := commands[os.Args[1]]
	if !known {
		log.Fatalf("no command %q", os.Args[1])
	}
	log.Fatal(run())
}
