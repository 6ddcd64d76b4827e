from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from claims_core import Claim

app = FastAPI(title="Claims")
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)


@app.get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/claims")
async def create(claim: Claim) -> Claim:
    return claim
