// Command shop is clean: its ignores name rules, its other comments are for other tools.
package main

import (
	"log"
	"net/http"
)

//go:generate echo muxray:nothing
//nolint:gosec // muxray has its own comments

func main() {
	//muxray:ignore listen-error-ignored -- a taken port is found out by the probes
	http.ListenAndServe("127.0.0.1:8080", http.NewServeMux())
	log.Print("done") // see the page about muxray: ignore is a word there
}
