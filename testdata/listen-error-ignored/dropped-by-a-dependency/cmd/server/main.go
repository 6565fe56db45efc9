// What the function gives back is no error.
package main

import (
	"net/http"

	"example.org/httpx"
)

func main() {
	httpx.Run(&http.Server{Addr: "127.0.0.1:18303", Handler: http.NotFoundHandler()}) // want [listen-error-ignored] "httpx.Run drops its error"
}
