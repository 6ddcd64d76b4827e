import io

import torch
from flask import Flask, jsonify, request
from PIL import Image

from app.model import load

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 8 * 1024 * 1024
model = load()


@app.get("/health")
def health():
    return jsonify(cuda=torch.cuda.is_available())


@app.post("/classify")
def classify():
    image = Image.open(io.BytesIO(request.get_data()))
    return jsonify(label=model(image))


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=5000, debug=True)
