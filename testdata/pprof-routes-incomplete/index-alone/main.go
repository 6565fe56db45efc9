// Index serves heap and its kin; /debug/pprof/profile is a 404 (tailscale#9026).
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index) // want [pprof-routes-incomplete warning] "profile" "trace"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
