//go:build ignore

package main

import "net/http"

func init() { http.HandleFunc("/b_ignore.go", http.NotFound) }
