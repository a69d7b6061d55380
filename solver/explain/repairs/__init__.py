"""Repairs 修复: which smallest changes give a refused problem a plan, and what is left out when it is solved anyway."""
