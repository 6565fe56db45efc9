// A list of routes goes through two functions that change its elements: it is still one list, registered once.
package main

import (
	"log"
	"net/http"
)

type route struct {
	path    string
	handler http.Handler
}

func main() {
	routes := []route{
		{"/", http.NotFoundHandler()},
		{"/bike", http.NotFoundHandler()},
	}
	routes = limited(routes)
	routes = logged(routes)
	// Clean: each comes once.
	register(http.DefaultServeMux, routes)
	http.Handle("/bike", http.NotFoundHandler()) // want [route-conflict] "/bike"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}

func register(mux *http.ServeMux, routes []route) {
	for _, r := range routes {
		mux.Handle(r.path, r.handler)
	}
}

func limited(routes []route) []route {
	for i, r := range routes {
		routes[i].handler = http.MaxBytesHandler(r.handler, 1<<20)
	}
	return routes
}

func logged(routes []route) []route {
	for i, r := range routes {
		routes[i].handler = withLog(r.path, r.handler)
	}
	return routes
}

func withLog(path string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(path)
		next.ServeHTTP(w, r)
	})
}
