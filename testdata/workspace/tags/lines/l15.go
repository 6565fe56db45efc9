//go:build android

package lines
