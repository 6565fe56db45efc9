module oracle.test/pairs

go 1.22
