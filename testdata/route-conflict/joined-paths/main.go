// What path.Join makes of a parameter is known where the caller is.
package main

import (
	"log"
	"net/http"
	"path"

	"example.com/joined-paths/health"
)

func api(prefix string) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc(path.Join(prefix, "state"), http.NotFound)
	mux.HandleFunc(path.Join("", prefix, "../v2", "state"), http.NotFound)
	mux.HandleFunc("/api/v1/state", http.NotFound) // want [route-conflict] "/api/v1/state"
	return mux
}

func main() {
	mux := http.NewServeMux()
	(&health.Checks{}).Install(mux)
	go func() { log.Println(http.ListenAndServe("127.0.0.1:18498", mux)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:18499", api("/api/v1/")))
}
