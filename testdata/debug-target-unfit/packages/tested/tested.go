// Package tested has tests.
package tested
