// Clean: whoever asks must be allowed to.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type basic struct {
	next     http.Handler
	password string
}

func (b *basic) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, password, ok := r.BasicAuth()
	if !ok || password != b.password {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	b.next.ServeHTTP(w, r)
}

func token(want string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") == "Bearer "+want {
				next.ServeHTTP(w, r)
				return
			}
			http.Error(w, "who are you?", 401)
		})
	}
}

func admin(w http.ResponseWriter, r *http.Request) {
	user := r.FormValue("user")
	if user != "admin" || r.FormValue("password") == "" {
		http.Error(w, "not for you", http.StatusForbidden)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func main() {
	go func() { log.Println(http.ListenAndServe(":8081", &basic{http.DefaultServeMux, "secret"})) }()
	mux := http.NewServeMux()
	mux.Handle("/debug/", token("secret")(http.DefaultServeMux))
	go func() { log.Println(http.ListenAndServe(":8082", mux)) }()
	other := http.NewServeMux()
	other.HandleFunc("/debug/", admin)
	log.Fatal(http.ListenAndServe(":8083", other))
}
