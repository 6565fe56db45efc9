package main

import (
	"log"

	"example.com/shared-library-one-program/server"
)

func main() {
	log.Fatal(server.Run())
}
