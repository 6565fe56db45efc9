// A function that answers some requests is no guard, nor is one that counts them, whoever asks.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type limiter struct{ seen map[string]int }

func (l *limiter) allows(address string) bool {
	l.seen[address]++
	return l.seen[address] < 1000
}

func answered(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path == "/healthz" {
		w.WriteHeader(http.StatusNoContent)
		return true
	}
	return false
}

func health(w http.ResponseWriter, r *http.Request) {
	if answered(w, r) {
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func main() {
	limit := &limiter{map[string]int{}}
	limited := func(w http.ResponseWriter, r *http.Request) {
		if !limit.allows(r.RemoteAddr) {
			http.Error(w, "later", http.StatusTooManyRequests)
			return
		}
		http.DefaultServeMux.ServeHTTP(w, r)
	}
	go func() {
		log.Println(http.ListenAndServe(":8095", http.HandlerFunc(health))) // want [pprof-exposed] ":8095"
	}()
	log.Fatal(http.ListenAndServe(":8096", http.HandlerFunc(limited))) // want [pprof-exposed] ":8096"
}
