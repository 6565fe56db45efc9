package main

import "net/http"

func init() { http.HandleFunc("/a_linux.go", http.NotFound) }
