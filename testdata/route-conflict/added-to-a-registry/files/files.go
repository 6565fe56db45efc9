// Package files shows files.
package files

import (
	"net/http"

	"example.com/added-to-a-registry/registry"
)

func init() { registry.Add("GET /files/{name}", http.NotFound) }
