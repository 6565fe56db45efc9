package main

import (
	"net/http"

	"example.com/platform/httpx"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(http.ResponseWriter, *http.Request) {})
	// Clean: this is the way.
	httpx.Serve(":8080", httpx.Guarded(mux))
}
