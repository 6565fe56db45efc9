// A port is tried, and given back when the function ends.
package main

import (
	"log"
	"net"
	"net/http"
)

func inUse(addr string) bool {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return true
	}
	defer l.Close()
	return false
}

func main() {
	if inUse("127.0.0.1:18801") {
		log.Fatal("in use")
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18801", http.NewServeMux()))
}
