"""The pages of a game night: the host, the phones, the big screen."""
