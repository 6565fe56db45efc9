// main asks for a logger and gets profiles on its default mux.
package main

import (
	"net/http"

	"example.com/blank-import-in-library/logging"
)

func main() {
	logging.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
