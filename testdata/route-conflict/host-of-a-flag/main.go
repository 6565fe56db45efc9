// Clean: the pattern begins with a host where it is registered at all.
package main

import (
	"flag"
	"log"
	"net/http"
	"strings"
)

var host = flag.String("build-host", "", "[optional] whose requests go to the builder")

func main() {
	flag.Parse()
	http.HandleFunc("/", http.NotFound)
	if *host != "" {
		http.HandleFunc(strings.TrimRight(*host, "/")+"/", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
