package main

import (
	"net/http"

	"example.com/payments/internal/api"
)

func main() {
	server := &http.Server{Addr: ":8080", Handler: api.Router()}
	if err := server.ListenAndServe(); err != nil {
		panic(err)
	}
}
