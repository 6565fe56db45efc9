// Clean: the address is configured, the mux has no debug routes.
// run: ADDRESS=:8080
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	go func() { log.Fatal(http.ListenAndServe("localhost:6060", nil)) }()
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(os.Getenv("ADDRESS"), mux))
}
