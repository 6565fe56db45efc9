// Without a prefix the mux is served as it is.
package main

import (
	"flag"
	"log"
	"net/http"
	"strings"
)

func ok(http.ResponseWriter, *http.Request) {}

func withRoot(h http.Handler, root string) http.Handler {
	root = strings.Trim(root, "/")
	mux := http.NewServeMux()
	mux.Handle("/"+root+"/", http.StripPrefix("/"+root, h))
	return mux
}

func main() {
	root := flag.String("root", "", "")
	flag.Parse()
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", ok)
	srv := &http.Server{Handler: mux, Addr: "127.0.0.1:18832"}
	if *root != "" {
		srv.Handler = withRoot(srv.Handler, *root)
	}
	log.Fatal(srv.ListenAndServe())
}
