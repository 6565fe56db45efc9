// Package endpoint says what is served.
package endpoint

import (
	"encoding/json"
	"net/http"
	"os"
)

// Kind of an endpoint.
type Kind int

// The kinds.
const (
	Static Kind = iota + 1
	Folder
	Testing
)

// Endpoint is one of several.
type Endpoint struct {
	ID   string `json:"id"`
	Path string `json:"path"`
	Kind Kind   `json:"kind"`
}

// Load reads a file, if there is one, over the default.
func Load(name string) []Endpoint {
	all := []Endpoint{
		{ID: "file", Path: "/file", Kind: Static},
		{ID: "folder", Path: "/folder", Kind: Folder},
	}
	if text, err := os.ReadFile(name); err == nil {
		_ = json.Unmarshal(text, &all)
	}
	return all
}

// Answer answers.
func Answer(http.ResponseWriter, *http.Request) {}
