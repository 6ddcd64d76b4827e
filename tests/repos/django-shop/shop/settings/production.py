import os

from .base import *

DEBUG = False
ALLOWED_HOSTS = ["*"]
SESSION_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
DATABASES["default"]["PASSWORD"] = os.environ["DATABASE_PASSWORD"]
