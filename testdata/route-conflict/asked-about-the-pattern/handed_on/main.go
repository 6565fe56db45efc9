package main

import (
	"flag"
	"log"
	"net/http"
)

type config struct{ root string }

func main() {
	var cfg config
	flag.StringVar(&cfg.root, "root", "/", "")
	flag.Parse()
	mux := http.NewServeMux()
	if cfg.root != "/" {
		mux.HandleFunc("/", http.NotFound)
	}
	static(mux, cfg.root)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}

func static(mux *http.ServeMux, at string) {
	mux.Handle(at, http.FileServer(http.Dir("/tmp")))
}
