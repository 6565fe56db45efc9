// Two lines of one function, behind one flag (fleet#5268).
// run: -
// run: -debug
package main

import (
	"flag"
	"log"
	"net/http"
)

func debugHandler(name string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(name))
	})
}

func main() {
	debug := flag.Bool("debug", false, "serve debug information")
	flag.Parse()

	mux := http.NewServeMux()
	mux.Handle("/healthz", debugHandler("ok"))
	if *debug {
		mux.Handle("/internal/", debugHandler("internal"))
		mux.Handle("/metrics", debugHandler("metrics"))
		mux.Handle("/internal/", debugHandler("state")) // want [route-conflict error] "/internal/"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8412", mux))
}
