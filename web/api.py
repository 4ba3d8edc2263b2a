"""JSON for the parts of pages that move."""

from fastapi import APIRouter

router = APIRouter(prefix="/api")
