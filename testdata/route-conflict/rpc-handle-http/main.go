// net/rpc's HandleHTTP puts /debug/rpc and /_goRPC_ on the default mux when it is called.
package main

import (
	"log"
	"net/http"
	"net/rpc"
)

func main() {
	rpc.HandleHTTP()
	http.HandleFunc("/debug/rpc", http.NotFound) // want [route-conflict] "/debug/rpc"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
