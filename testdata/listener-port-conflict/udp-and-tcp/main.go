// Clean: UDP has ports of its own.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	packets, err := net.ListenPacket("udp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	defer packets.Close()
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
