// Clean: the second server starts when the first has been closed.
package main

import (
	"errors"
	"log"
	"net/http"
	"time"
)

func main() {
	first := &http.Server{Addr: ":8080", Handler: http.NotFoundHandler()}
	time.AfterFunc(50*time.Millisecond, func() { _ = first.Close() })
	if err := first.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
