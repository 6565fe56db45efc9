// The function that is given the address prints it, too.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	serve(":18406")
}

func serve(addr string) {
	log.Println("http://localhost" + addr)
	log.Fatal(http.ListenAndServe(addr, nil)) // want [pprof-exposed] "serves the pprof routes"
}
