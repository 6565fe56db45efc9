// Clean: the library uses the package's handlers by name.
package main

import (
	"log"
	"net/http"

	"example.com/named-import/diag"
)

func main() {
	mux := http.NewServeMux()
	diag.Register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
