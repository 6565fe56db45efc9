// Clean: whatever the path, it is a Unix socket.
// run: SOCKET=./debug.sock
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	listener, err := net.Listen("unix", os.Getenv("SOCKET"))
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(listener, nil))
}
