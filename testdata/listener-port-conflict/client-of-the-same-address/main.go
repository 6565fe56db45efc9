// Clean: dialling an address does not bind it.
package main

import (
	"log"
	"net"
	"net/http"
	"time"
)

func main() {
	address := "127.0.0.1:8080"
	go func() {
		time.Sleep(50 * time.Millisecond)
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close()
		}
		_, _ = http.Get("http://" + address + "/")
	}()
	log.Fatal(http.ListenAndServe(address, http.NotFoundHandler()))
}
