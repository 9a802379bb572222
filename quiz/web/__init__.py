"""The pages: the only room that knows Flask. A route reads input, calls one service, renders."""
