package main

import "testing"

func TestURL(t *testing.T) {
	if url := "http://localhost" + addr; url != "http://localhost:18410" {
		t.Error(url)
	}
}
