// +build windows

package old
