package main

import (
	"net/http"
	_ "net/http/pprof"
	"testing"
)

func TestRoutes(t *testing.T) {
	http.HandleFunc("/debug/pprof/cmdline", http.NotFound)
}
