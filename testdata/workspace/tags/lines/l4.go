//go:build windows || (darwin && cgo)

package lines
