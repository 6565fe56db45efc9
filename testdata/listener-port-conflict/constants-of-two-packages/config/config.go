package config

const host = ""

// Address is where the service listens.
const Address = host + ":9090"
