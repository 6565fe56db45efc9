package main

//go:build ignore

import "net/http"

func init() { http.HandleFunc("/b_below_clause.go", http.NotFound) }
