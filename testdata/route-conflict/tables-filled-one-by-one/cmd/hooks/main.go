// All hooks are run.
package main

import "net/http"

type hook struct {
	name string
	run  func()
}

var hooks []hook

func onStart(name string, run func()) { hooks = append(hooks, hook{name, run}) }

func main() {
	onStart("one", func() { http.HandleFunc("/", http.NotFound) })
	onStart("two", func() {
		http.HandleFunc("/", http.NotFound) // want [route-conflict] "/ matches the same requests as /"
	})
	onStart("none", nil)
	for _, h := range hooks {
		if h.run != nil {
			h.run()
		}
	}
}
