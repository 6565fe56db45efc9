// Loops over literals, by value, by index, over a split text and over a map.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

var hosts = [...]string{"127.0.0.1:7151", "localhost:7152"}

func main() {
	more := flag.String("listen", ":7153,127.0.0.1:7154", "addresses, with commas")
	flag.Parse()
	failed := make(chan error)
	for _, host := range hosts {
		go func() { failed <- http.ListenAndServe(host, nil) }()
	}
	for _, address := range strings.Split(*more, ",") {
		go func() { failed <- http.ListenAndServe(address, nil) }() // want [pprof-exposed] ":7153"
	}
	ports := []int{7155, 7156}
	for i := range ports {
		go func() { failed <- http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", ports[i]), nil) }()
	}
	for i := 0; i < len(ports); i++ {
		go func() { failed <- http.ListenAndServe(fmt.Sprintf("127.0.0.2:%d", ports[i]), nil) }()
	}
	for name, address := range map[string]string{"one": "127.0.0.1:7157"} {
		go func() { failed <- fmt.Errorf("%s: %w", name, http.ListenAndServe(address, nil)) }()
	}
	log.Fatal(<-failed)
}
