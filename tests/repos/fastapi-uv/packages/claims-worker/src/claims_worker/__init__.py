from celery import Celery

app = Celery("claims", broker="redis://redis:6379/0")


def main() -> None:
    app.worker_main(["worker", "--loglevel=info"])
