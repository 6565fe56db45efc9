// Package server is a stand-in.
package server

// Options say where the metrics are.
type Options struct{ BindAddress string }
