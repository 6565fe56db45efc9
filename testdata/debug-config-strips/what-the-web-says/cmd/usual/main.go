// dlv does not listen on 2345 unless it is told to: without --listen it takes a free port.
package main

import (
	"log"
	"net/http"
)

func main() { log.Println(http.ListenAndServe("127.0.0.1:2345", http.NotFoundHandler())) }
