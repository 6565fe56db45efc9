package clock

import (
	"os"
	"testing"
)

// Clean: tests are no part of a program.
func TestMain(m *testing.M) { os.Exit(m.Run()) }
