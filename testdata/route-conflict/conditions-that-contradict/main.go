// Clean: the conditions of the three registrations cannot hold together, although no branch of one statement says so:
// the first two compare one variable, the third asks whether one of them was done.
// run: -
// run: -basic a
// run: -digest b
// run: -mode local
package main

import (
	"flag"
	"log"
	"net/http"
)

func pages(mux *http.ServeMux, title string) {
	mux.HandleFunc("/pages/", http.NotFound)
	log.Print(title)
}

func register(mux *http.ServeMux, basic, digest string) {
	var done bool
	if basic != "" {
		pages(mux, "basic")
		done = true
	}
	if basic == "" && digest != "" {
		pages(mux, "digest")
		done = true
	}
	if !done {
		pages(mux, "open")
	}
}

func byMode(mux *http.ServeMux, mode string) {
	switch mode {
	case "local", "test":
		mux.HandleFunc("/files/", http.NotFound)
	}
	log.Print("mode ", mode)
	switch mode {
	case "remote":
		mux.HandleFunc("/files/", http.NotFound)
	default:
		log.Print("no remote files")
	}
}

func main() {
	basic := flag.String("basic", "", "file of passwords")
	digest := flag.String("digest", "", "file of digests")
	mode := flag.String("mode", "remote", "where files are")
	flag.Parse()
	mux := http.NewServeMux()
	register(mux, *basic, *digest)
	byMode(mux, *mode)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
