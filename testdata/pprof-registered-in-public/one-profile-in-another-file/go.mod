module example.com/one-profile-in-another-file

go 1.22
