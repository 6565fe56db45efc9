// The call stands inside other calls as often as not.
package main

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	failed := make(chan error)
	go func() {
		slog.Error(http.ListenAndServe(":8081", nil).Error()) // want [pprof-exposed] ":8081"
	}()
	go func() {
		failed <- fmt.Errorf("listen: %w", http.ListenAndServe(":8082", nil)) // want [pprof-exposed] ":8082"
	}()
	go func() {
		if err := http.ListenAndServe(":8083", nil); err != nil { // want [pprof-exposed] ":8083"
			failed <- err
		}
	}()
	go func() {
		failed <- http.ListenAndServe( // want [pprof-exposed] ":8084"
			":8084",
			nil,
		)
	}()
	select {
	case err := <-failed:
		log.Fatal(err)
	case <-context.Background().Done():
	}
}
