// +build !bad-tag

package old
