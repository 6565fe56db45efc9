// Clean: main decides what its program serves; the import may stand in any of its files.
package main

import (
	"log"
	"net/http"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
