from pydantic import BaseModel


class Claim(BaseModel):
    policy: str
    amount: int
