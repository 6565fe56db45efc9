// persona: pedantic
// Clean: runtime/pprof has the package's name and no handlers.
package main

import (
	"log"
	"net/http"
	"runtime/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/count", func(w http.ResponseWriter, r *http.Request) { log.Println(len(pprof.Profiles())) })
	log.Fatal(http.ListenAndServe(":8080", mux))
}
