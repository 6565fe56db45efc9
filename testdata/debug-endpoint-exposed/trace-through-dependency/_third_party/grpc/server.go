// Package grpc stands for google.golang.org/grpc.
package grpc

// Server is a server.
type Server struct{}

// NewServer makes one.
func NewServer() *Server {
	traced("start")
	return &Server{}
}
