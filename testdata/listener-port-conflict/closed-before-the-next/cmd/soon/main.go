// The server is told to end soon.
package main

import (
	"log"
	"net/http"
	"time"
)

func main() {
	a := &http.Server{Addr: "127.0.0.1:18097", Handler: http.NotFoundHandler()}
	go func() { log.Print(a.ListenAndServe()) }()
	time.AfterFunc(50*time.Millisecond, func() { a.Close() })
	time.Sleep(200 * time.Millisecond)
	log.Fatal(http.ListenAndServe("127.0.0.1:18097", http.NotFoundHandler()))
}
