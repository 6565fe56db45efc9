// A switch is no guard: where it is on, everybody may ask. Nor is a handler that sends some requests elsewhere.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func switched(on bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !on {
			http.Error(w, "switched off", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func dispatch(other, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Content-Type") == "application/grpc" {
			other.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	go func() {
		log.Println(http.ListenAndServe(":8084", switched(true, http.DefaultServeMux))) // want [pprof-exposed] ":8084"
	}()
	log.Fatal(http.ListenAndServe(":8085", dispatch(http.NotFoundHandler(), http.DefaultServeMux))) // want [pprof-exposed] ":8085"
}
