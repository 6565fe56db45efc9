// Below the package clause a constraint is a comment.
package main

// +build ignore

import "net/http"

func init() { http.HandleFunc("/b_below_clause.go", http.NotFound) }
