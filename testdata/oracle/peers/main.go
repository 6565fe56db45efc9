// Peers is what `muxray probe` is tried on: one server of net/http, of the kind that its argument names, on a free loopback
// port. It prints its address and serves until it is ended.
package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/pprof"
	"os"
)

func main() {
	mux := http.NewServeMux()
	switch os.Args[1] {
	case "pprof":
		mux.HandleFunc("/debug/pprof/", pprof.Index)
	case "guarded":
		mux.HandleFunc("/debug/pprof/", func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, "no", http.StatusUnauthorized)
		})
	case "plain", "tls", "h2c":
		mux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	default:
		panic("unknown kind")
	}
	if os.Args[1] == "tls" {
		server := httptest.NewTLSServer(mux)
		fmt.Println("listening at:", server.Listener.Addr())
		select {}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("listening at:", listener.Addr())
	server := &http.Server{Handler: mux}
	if os.Args[1] == "h2c" {
		onlyHTTP2(server)
	}
	panic(server.Serve(listener))
}
