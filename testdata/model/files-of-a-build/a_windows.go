package main

import "net/http"

func init() { http.HandleFunc("/a_windows.go", http.NotFound) }
