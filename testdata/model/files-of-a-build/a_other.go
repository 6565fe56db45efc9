package main

import "net/http"

func init() { http.HandleFunc("/a_other.go", http.NotFound) }
