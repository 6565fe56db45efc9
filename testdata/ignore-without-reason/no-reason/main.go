// Command shop does not say why.
// persona: pedantic
package main

import (
	"net/http"
)

func main() {
	//muxray:ignore listen-error-ignored // want [ignore-without-reason note] "does not say why"
	http.ListenAndServe("127.0.0.1:8080", http.NewServeMux())
	//muxray:ignore listen-error-ignored -- // want [ignore-without-reason] "keeps `listen-error-ignored` quiet"
	http.ListenAndServe("127.0.0.1:8081", http.NewServeMux())
	http.ListenAndServe("127.0.0.1:8082", http.NewServeMux()) //muxray:ignore listen-error-ignored the probes find out
	http.ListenAndServe("127.0.0.1:8083", http.NewServeMux()) //muxray:ignore listen-error-ignored -- the probes find out
}
