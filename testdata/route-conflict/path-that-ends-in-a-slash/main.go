// Clean: the root is the path of the pages for another command; what it is where a server runs, nothing here tells.
// run:
// run: -cert=none
// run: report
package main

import (
	"flag"
	"log"
	"net/http"
	"strings"
	"unicode"
)

type config struct{ path, cert string }

var pages string

func plain() *http.ServeMux { return http.NewServeMux() }

func secure() *http.ServeMux { return http.NewServeMux() }

func serve(cfg *config) *http.ServeMux {
	var mux *http.ServeMux
	if cfg.cert != "" {
		mux = secure()
	} else {
		mux = plain()
	}
	mux.HandleFunc("/", http.NotFound)
	return mux
}

// report serves nothing but the pages.
func report() *http.ServeMux {
	pages = "/"
	mux := http.NewServeMux()
	mux.HandleFunc(pages, http.NotFound)
	return mux
}

func main() {
	cert := flag.String("cert", "", "certificate, if there is one")
	flag.Parse()
	if flag.Arg(0) == "report" {
		log.Fatal(http.ListenAndServe("127.0.0.1:8099", report()))
	}
	cfg := &config{path: strings.Map(unicode.ToLower, "/UI"), cert: *cert}
	mux := serve(cfg)
	pages = cfg.path
	if pages[len(pages)-1] != '/' {
		pages += "/"
	}
	mux.HandleFunc(pages, http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8099", mux))
}
