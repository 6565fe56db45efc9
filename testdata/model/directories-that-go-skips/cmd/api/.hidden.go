package main

import "net/http"

func init() { http.HandleFunc("/", http.NotFound) }
