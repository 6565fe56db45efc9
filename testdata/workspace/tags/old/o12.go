/* x */ //go:build windows
package old
