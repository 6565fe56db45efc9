// Package interrupts runs servers until the program is told to end.
package interrupts

import (
	"context"
	"log"
	"net/http"
	"time"
)

// Server is mostly an http.Server.
type Server interface {
	ListenAndServe() error
	Shutdown(context.Context) error
}

// ListenAndServe runs a server in the background.
func ListenAndServe(server Server, grace time.Duration) {
	go func() {
		if err := server.ListenAndServe(); err != http.ErrServerClosed { // want [pprof-exposed @cmd/open] ":8097"
			log.Println(err, grace)
		}
	}()
}
