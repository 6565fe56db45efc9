package main_test

import "testing"

func log(t *testing.T, text string) { t.Log(text) }

func TestNothing(t *testing.T) { log(t, "nothing") }
