//go:build gc && (linux || plan9)

package main

import "net/http"

func init() { http.HandleFunc("/b_gc.go", http.NotFound) }
