// Command worker moves parcels from the queue to their carriers.
package main

import (
	"context"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"time"

	"example.com/parcels/internal/debug"

	_ "github.com/northwind/heapdelta"
)

const healthAddr = ":8081"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	if addr := os.Getenv("WORKER_DEBUG_ADDR"); addr != "" {
		go http.ListenAndServe(addr, nil)
	}
	go serveHealth()
	go serveAdmin()

	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
			deliver()
		}
	}
}

func serveHealth() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	log.Println("health:", http.ListenAndServe(healthAddr, mux))
}

func serveAdmin() {
	log.Println("admin:", http.ListenAndServe("localhost:8081", debug.Admin()))
}

func deliver() {}
