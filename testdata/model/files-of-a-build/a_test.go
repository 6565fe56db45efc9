package main

import "net/http"

func init() { http.HandleFunc("/a_test.go", http.NotFound) }
