// lint: ./größe/...

// Clean: directories are named as their authors speak. Import paths are ASCII, so that it
// is the module's root that has the name; files and identifiers may have it too.
package main

import (
	"log"
	"net/http"

	"example.com/groesse/intern"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", intern.Größe()))
}
