// A group that starts all it is given.
package main

import (
	"net/http"
	"sync"
)

type group struct {
	wait  sync.WaitGroup
	tasks []func()
}

func (g *group) add(task func()) { g.tasks = append(g.tasks, task) }

func (g *group) run() {
	for i := range g.tasks {
		g.wait.Add(1)
		go func() {
			defer g.wait.Done()
			g.tasks[i]()
		}()
	}
	g.wait.Wait()
}

func main() {
	var g group
	g.add(func() { http.HandleFunc("/", http.NotFound) })
	g.add(func() {
		http.HandleFunc("/", http.NotFound) // want [route-conflict] "/ matches the same requests as /"
	})
	g.run()
}
