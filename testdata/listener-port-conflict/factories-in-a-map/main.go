// Clean: a run makes the one store that is asked for by name.
package main

import (
	"log"
	"net/http"
	"os"
)

type store interface{ Get(key string) string }

// factory makes a store.
type factory func(port string) (store, error)

var factories = map[string]factory{
	"badger": newBadger,
	"level":  newLevel,
}

type badger struct{}

func (badger) Get(string) string { return "" }

func newBadger(port string) (store, error) {
	go func() { log.Println(http.ListenAndServe("127.0.0.1:"+port, http.NotFoundHandler())) }()
	return badger{}, nil
}

type level struct{}

func (level) Get(string) string { return "" }

func newLevel(port string) (store, error) {
	go func() { log.Println(http.ListenAndServe("127.0.0.1:"+port, http.NotFoundHandler())) }()
	return level{}, nil
}

func main() {
	name := os.Getenv("STORE")
	if name == "" {
		name = "level"
	}
	make, ok := factories[name]
	if !ok {
		log.Fatal("no such store")
	}
	s, err := make("9101")
	if err != nil {
		log.Fatal(err)
	}
	log.Println(s.Get("x"))
	select {}
}
