// +build windows
package old
