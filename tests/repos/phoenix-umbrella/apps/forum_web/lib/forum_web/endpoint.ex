defmodule ForumWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :forum_web

  plug Plug.RequestId
  plug ForumWeb.Router
end
