// Package chal starts two servers.
package chal

import (
	"net"
	"net/http"
	"time"
)

// Run serves plainly and, a little later, over a listener of its own.
func Run(plain, other string) error {
	failed := make(chan error, 2)
	go func() { failed <- http.ListenAndServe(plain, http.NotFoundHandler()) }()
	go func() {
		time.Sleep(20 * time.Millisecond)
		listener, err := net.Listen("tcp", other)
		if err != nil {
			failed <- err
			return
		}
		failed <- http.Serve(listener, http.NotFoundHandler())
	}()
	return <-failed
}
