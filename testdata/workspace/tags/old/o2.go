// +build windows

package old
