// It is opened again where it has ended.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func main() {
	http.HandleFunc("/orders", http.NotFound)
	for {
		log.Println(http.ListenAndServe(":7292", nil)) // want [pprof-exposed] "/debug/pprof/"
		time.Sleep(time.Second)
	}
}
