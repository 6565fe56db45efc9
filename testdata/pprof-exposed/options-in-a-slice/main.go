// The mount is in a closure, which stands in a slice, which another function goes through.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

type option func(l net.Listener, mux *http.ServeMux) (*http.ServeMux, error)

// fromDefault tells the mux to serve a path from the default one.
func fromDefault(path string) option {
	return func(_ net.Listener, mux *http.ServeMux) (*http.ServeMux, error) {
		mux.Handle(path, http.DefaultServeMux)
		return mux, nil
	}
}

func healthy(_ net.Listener, mux *http.ServeMux) (*http.ServeMux, error) {
	mux.HandleFunc("/healthz", http.NotFound)
	return mux, nil
}

func handler(l net.Listener, options ...option) (http.Handler, error) {
	top := http.NewServeMux()
	mux := top
	for _, option := range options {
		var err error
		if mux, err = option(l, mux); err != nil {
			return nil, err
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { top.ServeHTTP(w, r) }), nil
}

func serve(l net.Listener, options ...option) error {
	h, err := handler(l, options...)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: h}
	return server.Serve(l) // want [pprof-exposed] ":8080"
}

// api has the profiles, gateway has not: it is given other options.
func api() error {
	options := []option{healthy, fromDefault("/debug/pprof/")}
	l, err := net.Listen("tcp", ":8080")
	if err != nil {
		return err
	}
	return serve(l, options...)
}

func gateway() error {
	l, err := net.Listen("tcp", ":8081")
	if err != nil {
		return err
	}
	return serve(l, healthy)
}

func main() {
	failed := make(chan error)
	go func() { failed <- api() }()
	go func() { failed <- gateway() }()
	log.Fatal(<-failed)
}
