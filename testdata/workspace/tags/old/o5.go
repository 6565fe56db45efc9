/* c */
// +build windows

package old
