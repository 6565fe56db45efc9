// lint: ./api/... ./web/...

// Clean: the programs of two modules, of which one imports from the other.
package main

import (
	"log"
	"net/http"

	_ "example.com/web/pages"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
