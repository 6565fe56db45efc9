// The empty default switches the listener off; whoever switches it on chooses the address.
// run: -
// run: -pprof=0.0.0.0:6060
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	address := flag.String("pprof", "", "address of the profiles, none if empty")
	flag.Parse()
	if *address != "" {
		go func() {
			log.Println(http.ListenAndServe(*address, nil)) // want [pprof-on-configured-address] "/debug/pprof/"
		}()
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
