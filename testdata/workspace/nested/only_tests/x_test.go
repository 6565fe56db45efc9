package only_tests

import "testing"

func TestX(t *testing.T) {}
