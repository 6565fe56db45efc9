// What an element was at first counts no more where it is surely set anew.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	addrs := []string{":18484", ":18485"}
	for i, addr := range addrs {
		addrs[i] = "127.0.0.1" + addr
	}
	for _, addr := range addrs {
		go func() { log.Println(http.ListenAndServe(addr, nil)) }()
	}
	named := map[string]string{"debug": ":18486"}
	named["debug"] = "localhost:18486"
	log.Fatal(http.ListenAndServe(named["debug"], nil))
}
