// A port that is taken is asked for again.
package main

import (
	"log"
	"net"
	"net/http"
	"time"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:18711")
	for err != nil {
		log.Println(err)
		time.Sleep(time.Second)
		listener, err = net.Listen("tcp", "127.0.0.1:18711")
	}
	log.Fatal(http.Serve(listener, http.NotFoundHandler()))
}
