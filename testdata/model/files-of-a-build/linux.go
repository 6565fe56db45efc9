package main

import "net/http"

func init() { http.HandleFunc("/linux.go", http.NotFound) }
