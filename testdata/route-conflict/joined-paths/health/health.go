// Package health has a method that nobody calls any more: its mux is none of the program's.
package health

import "net/http"

type Checks struct{}

func (c *Checks) OldInstall(mux *http.ServeMux) { c.Install(mux) }

func (c *Checks) Install(mux *http.ServeMux) { mux.HandleFunc("/livez", http.NotFound) }
