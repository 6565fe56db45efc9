// Package commands has the commands of all programs, each with a method of one name.
package commands

import "net/http"

// Runner is a command.
type Runner interface{ Exec() error }

// API serves its own mux.
type API struct{ addr string }

// NewAPI makes one.
func NewAPI() *API { return &API{addr: "127.0.0.1:8080"} }

// Exec serves. Clean: loopback, and no pprof on this mux.
func (a *API) Exec() error { return http.ListenAndServe(a.addr, http.NewServeMux()) }

// Gateway serves the default mux.
type Gateway struct{ name string }

// NewGateway makes one.
func NewGateway() *Gateway { return &Gateway{name: "gateway"} }

// Exec serves. Clean: the only program that makes a gateway links no pprof.
func (g *Gateway) Exec() error { return http.ListenAndServe(":8081", nil) }

// Debug serves the default mux, too.
type Debug struct{ addr string }

// NewDebug makes one.
func NewDebug() Runner { return &Debug{addr: ":8082"} }

// Exec serves, and is called through the interface.
func (d *Debug) Exec() error { return http.ListenAndServe(d.addr, nil) } // want [pprof-exposed @cmd/api] ":8082"
