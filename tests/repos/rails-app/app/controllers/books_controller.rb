class BooksController < ActionController::API
  def index
    render json: []
  end
end
