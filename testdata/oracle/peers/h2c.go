//go:build go1.24

package main

import "net/http"

// onlyHTTP2 makes a server speak HTTP/2 in clear and nothing else.
func onlyHTTP2(server *http.Server) {
	server.Protocols = new(http.Protocols)
	server.Protocols.SetUnencryptedHTTP2(true)
}
