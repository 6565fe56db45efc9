// Clean: the first listener only asks whether the port is free.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	probe, err := net.Listen("tcp", ":8080")
	if err != nil {
		log.Fatal("port 8080 is taken: ", err)
	}
	_ = probe.Close()
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
