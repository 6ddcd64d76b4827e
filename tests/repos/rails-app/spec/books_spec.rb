require "rails_helper"

RSpec.describe "books" do
  it { expect(1 + 1).to eq(2) }
end
