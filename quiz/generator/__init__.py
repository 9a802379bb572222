"""The generator: moments in, questions with their proofs out.

``generate(facts, seed=…, count=…)`` is all that other rooms need. The same facts and seed give
the same questions, to the byte.
"""

from quiz.generator.generate import VERSION, Generated, generate

__all__ = ["VERSION", "Generated", "generate"]
