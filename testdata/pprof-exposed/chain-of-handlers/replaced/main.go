// The last one serves something else.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

type middleware func(http.Handler) http.Handler

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.Method)
		next.ServeHTTP(w, r)
	})
}

func withoutDebug(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/debug/") {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func replaced(http.Handler) http.Handler { return http.NotFoundHandler() }

func main() {
	h := http.Handler(http.DefaultServeMux)
	for _, wrap := range []middleware{logged, replaced, withoutDebug} {
		h = wrap(h)
	}
	log.Fatal(http.ListenAndServe(":18754", h))
}
