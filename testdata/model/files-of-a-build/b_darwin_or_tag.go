//go:build darwin || special

package main

import "net/http"

func init() { http.HandleFunc("/b_darwin_or_tag.go", http.NotFound) }
