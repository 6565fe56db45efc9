// +build

package old
