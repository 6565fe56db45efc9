// Clean: the same call sites run twice, each time on a mux of its own.
package main

import (
	"log"
	"net/http"
)

func newMux(name string) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(name)) })
	return mux
}

func main() {
	failed := make(chan error)
	public, admin := newMux("public"), newMux("admin")
	go func() { failed <- http.ListenAndServe("127.0.0.1:7201", public) }()
	go func() { failed <- http.ListenAndServe("127.0.0.1:7202", admin) }()
	for _, address := range []string{"127.0.0.1:7203", "127.0.0.1:7204"} {
		mux := http.NewServeMux()
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {})
		go func(address string) { failed <- http.ListenAndServe(address, mux) }(address)
	}
	log.Fatal(<-failed)
}
