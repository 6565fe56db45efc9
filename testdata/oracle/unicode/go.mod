module oracle.test/unicode

go 1.21
