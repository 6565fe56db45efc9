//go:build unix && !android

package main

import "net/http"

func init() { http.HandleFunc("/b_unix_tag.go", http.NotFound) }
