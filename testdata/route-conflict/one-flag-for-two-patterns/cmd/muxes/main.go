package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	admin := flag.Bool("admin", false, "")
	flag.Parse()
	public, private := http.NewServeMux(), http.NewServeMux()
	mux, pattern := public, "/api/"
	if *admin {
		mux, pattern = private, "/admin/"
	}
	mux.HandleFunc(pattern, http.NotFound)
	public.HandleFunc("/admin/", http.NotFound)
	private.HandleFunc("/api/", http.NotFound)
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:0", private)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", public))
}
