module example.com/payments

go 1.25.0

toolchain go1.25.4

require (
	github.com/gin-gonic/gin v1.11.0
	github.com/jackc/pgx/v5 v5.7.6
	github.com/prometheus/client_golang v1.23.2
)

require (
	github.com/go-playground/validator/v10 v10.28.0 // indirect
	golang.org/x/crypto v0.44.0 // indirect
)
