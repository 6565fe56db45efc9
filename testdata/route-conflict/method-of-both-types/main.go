// Both types are started as what they have in common.
package main

import (
	"log"
	"net/http"
)

type reporter interface {
	NewReporter() error
	Name() string
}

type own struct{}

func (own) Name() string { return "own" }

func (own) NewReporter() error {
	http.Handle("/metrics", http.NotFoundHandler())
	return nil
}

type theirs struct{}

func (theirs) Name() string { return "theirs" }

func (theirs) NewReporter() error {
	http.Handle("/metrics", http.NotFoundHandler()) // want [route-conflict] "/metrics"
	return nil
}

func main() {
	for _, r := range []reporter{own{}, theirs{}} {
		if err := r.NewReporter(); err != nil {
			log.Fatal(r.Name(), err)
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
