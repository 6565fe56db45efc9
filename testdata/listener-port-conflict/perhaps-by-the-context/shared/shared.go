// Package shared serves probes, unless the context says that it should not.
package shared

import (
	"context"
	"log"
	"net/http"
	"strconv"
)

type probesDisabledKey struct{}

type quietKey struct{}

// WithProbesDisabled turns the probes off.
func WithProbesDisabled(ctx context.Context) context.Context {
	return context.WithValue(ctx, probesDisabledKey{}, struct{}{})
}

// WithQuiet says nothing about probes.
func WithQuiet(ctx context.Context) context.Context {
	return context.WithValue(ctx, quietKey{}, struct{}{})
}

func probesDisabled(ctx context.Context) bool {
	return ctx.Value(probesDisabledKey{}) != nil
}

// Main runs.
func Main(ctx context.Context) {
	if !probesDisabled(ctx) {
		go func() { log.Fatal(serveProbes(8080)) }()
	}
	<-ctx.Done()
}

func serveProbes(port int) error {
	server := http.Server{Handler: http.NewServeMux(), Addr: ":" + strconv.Itoa(port)}
	return server.ListenAndServe() // want [listener-port-conflict] ":8080"
}
