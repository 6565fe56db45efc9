// The error is dropped in the dependency: its function gives none that the call could be wrapped for.
package main

import (
	"net/http"

	"example.org/httpx"
)

func main() {
	go httpx.Serve("127.0.0.1:18301", http.NotFoundHandler()) // want [listen-error-ignored] "httpx.Serve drops its error" "leads to a call whose error is dropped"
	httpx.Serve("127.0.0.1:18302", http.NotFoundHandler())    // want [listen-error-ignored] "httpx.Serve drops its error"
}
