/*
//go:build windows
*/
package old
