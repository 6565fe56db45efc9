package main

import (
	"log"

	"example.com/types/probe"
)

func main() {
	log.Fatal(probe.New("127.0.0.1:8080").Start())
}
