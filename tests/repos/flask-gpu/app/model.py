from transformers import pipeline


def load():
    classifier = pipeline("image-classification", model="/models/vit", device=0)
    return lambda image: classifier(image)[0]["label"]
