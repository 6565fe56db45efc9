package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestNothingYet(t *testing.T) {
	w := httptest.NewRecorder()
	http.DefaultServeMux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/a", nil))
	if w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
}
