def declare(subcommands):
    pass
