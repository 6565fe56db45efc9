// Package store is no program.
package store
