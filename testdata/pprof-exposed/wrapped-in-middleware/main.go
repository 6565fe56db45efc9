// Middleware of several spellings around the default mux; the last one wraps another mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"time"
)

type logger struct{ next http.Handler }

func (l *logger) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	log.Println(r.URL.Path)
	l.next.ServeHTTP(w, r)
}

func logged(next http.Handler) http.Handler { return &logger{next: next} }

func gate(on bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if on {
			return logged(next)
		}
		return next
	}
}

func main() {
	own := http.NewServeMux()
	own.HandleFunc("/", http.NotFound)
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8081", logged(http.DefaultServeMux)) }() // want [pprof-exposed] ":8081"
	go func() {
		failed <- http.ListenAndServe(":8082", http.TimeoutHandler(http.DefaultServeMux, time.Second, "late")) // want [pprof-exposed] ":8082"
	}()
	go func() { failed <- http.ListenAndServe(":8083", gate(true)(http.DefaultServeMux)) }() // want [pprof-exposed] ":8083"
	go func() { failed <- http.ListenAndServe(":8084", logged(own)) }()
	log.Fatal(<-failed)
}
