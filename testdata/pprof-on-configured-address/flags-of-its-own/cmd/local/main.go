// Clean: whoever is handed the address only reads it.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func tell(addr *string) {
	if addr != nil {
		log.Println("listening on", *addr)
	}
}

func main() {
	addr := "127.0.0.1:6060"
	tell(&addr)
	log.Fatal(http.ListenAndServe(addr, nil))
}
