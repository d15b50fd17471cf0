"""How much a request may ask of us, in one place.

What goes over a limit of ours is answered with the limit; the server holds them, the description of the interface tells
those that concern programs. The last ones are held by the program that speaks HTTP, whose refusals are bare.
"""

from __future__ import annotations

#: Bytes, decoded. The longest path of a page, the picture of a pair, is about a hundred.
LONGEST_PATH = 1000
#: Bytes. Every choice that a page knows comes to a few hundred.
LONGEST_QUERY = 4000
#: Values of all parameters of an address together, and of one parameter. The longest list that a page links to has about 60.
MOST_VALUES = 300
MOST_OF_ONE = 150
#: Bytes of a body. A selection is a few hundred; nothing that readers send comes near this.
LARGEST_BODY = 64 * 1024
#: Arrays and objects within each other in a body. What pages send has three.
DEEPEST_JSON = 16

#: Bytes, the most that gunicorn allows.
LONGEST_REQUEST_LINE = 8190
#: Headers of a request, and bytes of one of them. A browser sends about twenty, of a few hundred bytes.
MOST_HEADERS = 100
LONGEST_HEADER = 8190
