// An IPv4 address in the clothes of IPv6 is the IPv4 address.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:6060", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe("[::ffff:127.0.0.1]:6060", http.NotFoundHandler()) }() // want [listener-port-conflict error] ":6060"
	log.Fatal(<-failed)
}
