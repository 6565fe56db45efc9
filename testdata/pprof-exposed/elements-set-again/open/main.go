// An element that is set anew is open, and one of those that stay.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	addrs := []string{"127.0.0.1:18487", "127.0.0.1:18488"}
	addrs[0] = ":18487"
	go func() { log.Println(http.ListenAndServe(addrs[1], nil)) }()
	go func() { log.Println(http.ListenAndServe(addrs[0], nil)) }() // want [pprof-exposed @open] ":18487"
	named := map[string]string{"debug": ":18489"}
	named["other"] = "127.0.0.1:18489"
	log.Fatal(http.ListenAndServe(named["debug"], nil)) // want [pprof-exposed @open] ":18489"
}
