package main

import (
	"log"

	"example.com/case/serve"
)

func main() {
	log.Fatal(serve.Metrics(serve.New()))
}
