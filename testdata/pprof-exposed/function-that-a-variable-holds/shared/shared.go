// Package shared has the ways to serve of several programs, and their older names.
package shared

import "net/http"

// Old names, for those who still use them.
var (
	ServePlain = servePlain
	ServeNever = serveNever
	never      = map[string]func() error{"never": serveInTable}
	steps      = []func() error{serveInList}
)

func servePlain() error { return http.ListenAndServe(":8080", nil) } // want [pprof-exposed] ":8080"

// Clean: no program that is here uses the name that holds it.
func serveNever() error { return http.ListenAndServe(":8081", nil) }

// Clean: nobody looks into the table.
func serveInTable() error { return http.ListenAndServe(":8082", nil) }

func serveInList() error { return http.ListenAndServe(":8083", nil) } // want [pprof-exposed] ":8083"

// Steps runs all steps.
func Steps(failed chan<- error) {
	for _, step := range steps {
		go func() { failed <- step() }()
	}
}
