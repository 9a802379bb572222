"""The use cases: what people do with the quiz. Owns the transaction, the clock and the dice."""
