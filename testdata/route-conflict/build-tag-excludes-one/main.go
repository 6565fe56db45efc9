// Clean: the file with the import is built only with -tags profile.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/debug/pprof/cmdline", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
