"""Registers of ownership: one format a file, `sniff(file)` and `read(file, register, issues)`, all giving the same.

What they give is `model.register`. The room stands above `sources` and `intake`, for a register is read with the
readers of both: a sanctions list prints who owns whom, and a user's own table is one more register.
"""
