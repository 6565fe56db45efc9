package main

import _ "fmt"

var quoted = `
func main() {}
`

func shared() {}
