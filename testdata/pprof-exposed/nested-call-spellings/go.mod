module example.com/nested-call-spellings

go 1.22
