"""What the command's exit code says; `openitem --help` lists them."""

OK = 0
FOUND_IMPOSSIBLE = 1  # `check` excluded rows
USAGE = 2
BAD_DATA = 3
NO_RESOURCES = 4
INTERNAL = 70
CLOSED_PIPE = 141  # what a shell reports of a program that such a pipe has ended

MEANING = (
    "Exit codes: 0 done; 1 check excluded impossible rows; 2 wrong arguments; 3 the data cannot be read, or no document could be kept; "
    "4 out of memory or a file cannot be opened; 70 a bug in openitem; 141 the reader of the output has closed the pipe."
)
