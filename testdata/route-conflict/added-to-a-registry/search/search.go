// Package search finds.
package search

import (
	"net/http"

	"example.com/added-to-a-registry/registry"
)

func init() { registry.Add("GET /{scope}/search", http.NotFound) }
