module example.com/map-that-is-filled-later

go 1.24
