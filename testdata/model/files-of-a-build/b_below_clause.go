//go:build ignore

package main

import "net/http"

func init() { http.HandleFunc("/b_below_clause.go", http.NotFound) }
