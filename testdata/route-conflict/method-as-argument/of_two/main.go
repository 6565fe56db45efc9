// Each is handed that of another mux; one of them is no mux at all.
package main

import (
	"log"
	"net/http"
)

type handle func(string, http.Handler)

type list struct{ patterns []string }

func (l *list) Handle(pattern string, _ http.Handler) { l.patterns = append(l.patterns, pattern) }

func status(add handle) {
	add("/status", http.NotFoundHandler())
	add("/metrics", http.NotFoundHandler())
}

func main() {
	public, admin, all := http.NewServeMux(), http.NewServeMux(), &list{}
	status(public.Handle)
	status(admin.Handle)
	status(all.Handle)
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:18862", admin)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:18863", public))
}
