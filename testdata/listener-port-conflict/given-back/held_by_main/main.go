// main ends when the program does: until then it holds the port.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:18804")
	if err != nil {
		log.Fatal(err)
	}
	defer l.Close()
	log.Fatal(http.ListenAndServe("127.0.0.1:18804", http.NewServeMux())) // want [listener-port-conflict @held_by_main] "18804"
}
