// The dependency gives the error back, and nobody knows here what comes of it: nothing is told.
package main

import (
	"net/http"

	"example.org/httpx"
)

func main() {
	httpx.ListenAndServe("127.0.0.1:18304", http.NotFoundHandler())
}
