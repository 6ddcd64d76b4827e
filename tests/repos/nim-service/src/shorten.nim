import jester

routes:
  get "/healthz":
    resp "ok"
  get "/@key":
    redirect "https://example.com/" & @"key"
