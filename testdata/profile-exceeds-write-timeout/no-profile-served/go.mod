module example.com/no-profile-served

go 1.21
