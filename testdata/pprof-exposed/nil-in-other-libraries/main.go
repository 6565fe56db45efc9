// nil means the default mux to these libraries as well.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/justinas/alice"
	"go.opencensus.io/plugin/ochttp"
)

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8081", alice.New(logged).Then(nil)) }() // want [pprof-exposed] ":8081"
	go func() { failed <- http.ListenAndServe(":8082", &ochttp.Handler{}) }()           // want [pprof-exposed] ":8082"
	go func() { failed <- http.ListenAndServe(":8083", &ochttp.Handler{Handler: http.NotFoundHandler()}) }()
	log.Fatal(<-failed)
}
