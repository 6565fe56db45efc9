// Package web stands for the toolkit's listener.
package web

import (
	"errors"
	"net"
	"net/http"
)

// FlagConfig is the configuration.
type FlagConfig struct {
	WebListenAddresses *[]string
}

// ListenAndServe serves on all addresses.
func ListenAndServe(server *http.Server, flags *FlagConfig) error {
	if flags.WebListenAddresses == nil || len(*flags.WebListenAddresses) == 0 {
		return errors.New("no address")
	}
	failed := make(chan error)
	for _, address := range *flags.WebListenAddresses {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			return err
		}
		go func() { failed <- Serve(listener, server) }()
	}
	return <-failed
}

// Serve serves on one listener.
func Serve(l net.Listener, server *http.Server) error {
	return server.Serve(l)
}
