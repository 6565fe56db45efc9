package main

import (
	"log"

	"example.com/types/node"
)

func main() {
	s := node.New()
	log.Fatal(s.Start())
}
