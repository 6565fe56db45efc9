// +build linux,amd64 darwin
// +build !cgo

package old
