//go:build !go1.24

package main

import "net/http"

func onlyHTTP2(*http.Server) { panic("needs Go 1.24") }
