package main

import (
	_ "cmd/internal/x"
	_ "golang.org/x/mod"
	_ "net"
)

func main() {}
