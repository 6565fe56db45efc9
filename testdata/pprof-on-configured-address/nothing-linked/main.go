// Clean: a configured address and the default mux, without pprof.
// run: ADDRESS=:8080
package main

import (
	"log"
	"net/http"
	"os"
	"runtime/pprof"
)

func main() {
	log.Println(len(pprof.Profiles()), "profiles")
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(os.Getenv("ADDRESS"), nil))
}
