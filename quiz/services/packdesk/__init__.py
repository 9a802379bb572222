"""The pack editor: a draft changed step by step, checked at once, tried out, published."""
