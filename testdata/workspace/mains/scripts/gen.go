//go:build ignore

package main

import _ "example.com/mains/library"

func main() {}
