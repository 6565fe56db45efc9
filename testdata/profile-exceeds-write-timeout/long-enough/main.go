// Clean: 31 seconds are enough, no timeout is too, and a read timeout is another thing.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func main() {
	failed := make(chan error)
	long := &http.Server{Addr: "127.0.0.1:6060", WriteTimeout: 31 * time.Second}
	go func() { failed <- long.ListenAndServe() }()
	none := &http.Server{Addr: "127.0.0.1:6061", ReadTimeout: time.Second, IdleTimeout: time.Second}
	go func() { failed <- none.ListenAndServe() }()
	log.Fatal(<-failed)
}
