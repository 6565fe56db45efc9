// Brackets around a host that is empty by default: every interface, and the address is told as Go users write it.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	host := flag.String("host", "", "host")
	port := flag.Int("port", 8000, "port")
	flag.Parse()
	log.Fatal(http.ListenAndServe(fmt.Sprintf("[%s]:%d", *host, *port), nil)) // want [pprof-exposed] "`:8000"
}
